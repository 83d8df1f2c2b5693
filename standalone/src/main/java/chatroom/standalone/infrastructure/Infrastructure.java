package chatroom.standalone.infrastructure;

import chatroom.standalone.process.FreePorts;
import chatroom.standalone.process.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Kafka, PostgreSQL and Redis: each either given by its address or started here.
public final class Infrastructure {

    /// The names of what may be started here, which is also what is stopped last.
    public static final Set<String> NAMES = Set.of(Kafka.NAME, Postgres.NAME, Redis.NAME);

    /// Services that have a database.
    private static final List<String> WITH_DATABASE = List.of("identity", "chat", "ai", "sms");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Supervisor supervisor;
    private final Locations locations;
    private final Secrets secrets;
    private final FreePorts freePorts;
    private final Path java;
    private final List<String> kafkaOptions;
    private final BiConsumer<String, Duration> progress;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    /// @param java the program `java`
    /// @param kafkaOptions options of the broker's JVM
    /// @param progress is told who is ready, after how long
    public Infrastructure(
            Supervisor supervisor,
            Locations locations,
            Secrets secrets,
            FreePorts freePorts,
            Path java,
            List<String> kafkaOptions,
            BiConsumer<String, Duration> progress) {
        this.supervisor = supervisor;
        this.locations = locations;
        this.secrets = secrets;
        this.freePorts = freePorts;
        this.java = java;
        this.kafkaOptions = kafkaOptions;
        this.progress = progress;
    }

    /// Starts what is not given, all at once, and waits until it is ready.
    ///
    /// @param given finds an address that was given by its setting's name; blank counts as none
    public Addresses start(Function<String, String> given) {
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var kafka =
                    CompletableFuture.supplyAsync(
                            () -> given(given, "KAFKA_BOOTSTRAP_SERVERS", this::startKafka),
                            threads);
            var redis =
                    CompletableFuture.supplyAsync(
                            () -> given(given, "REDIS_URL", this::startRedis), threads);
            var databases = CompletableFuture.supplyAsync(() -> databases(given), threads);
            return new Addresses(kafka.join(), databases.join(), redis.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// The ports of what was started here, by name.
    public synchronized Map<String, Integer> ports() {
        return Map.copyOf(ports);
    }

    private static String given(
            Function<String, String> given,
            String setting,
            java.util.function.Supplier<String> otherwise) {
        String address = given.apply(setting);
        return address.isBlank() ? otherwise.get() : address;
    }

    private String startKafka() {
        var kafka = new Kafka(locations, port(Kafka.NAME), freePort());
        started(Kafka.NAME, () -> supervisor.start(kafka.spec(java, kafkaOptions)));
        return kafka.bootstrapServers();
    }

    private String startRedis() {
        var redis = new Redis(locations, secrets, port(Redis.NAME));
        started(Redis.NAME, () -> supervisor.start(redis.spec()));
        return redis.url();
    }

    private Map<String, String> databases(Function<String, String> given) {
        var urls = new LinkedHashMap<String, String>();
        String address = given.apply("DATABASE_URL");
        if (!address.isBlank()) {
            WITH_DATABASE.forEach(service -> urls.put(service, address));
            return urls;
        }
        var postgres = new Postgres(locations, secrets, port(Postgres.NAME));
        started(Postgres.NAME, () -> supervisor.start(postgres.spec()));
        postgres.createDatabases(WITH_DATABASE);
        WITH_DATABASE.forEach(service -> urls.put(service, postgres.url(service)));
        return urls;
    }

    private void started(String name, Runnable start) {
        long begun = System.nanoTime();
        start.run();
        try {
            supervisor.awaitReady(name, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        progress.accept(name, Duration.ofNanos(System.nanoTime() - begun));
    }

    private synchronized int port(String name) {
        int port = freePorts.next();
        ports.put(name, port);
        return port;
    }

    private synchronized int freePort() {
        return freePorts.next();
    }
}
