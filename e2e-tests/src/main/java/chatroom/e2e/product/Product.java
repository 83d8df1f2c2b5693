package chatroom.e2e.product;

import static org.awaitility.Awaitility.await;

import chatroom.e2e.product.RunFile.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/// One instance of the whole product: a launcher with its children, on free ports and a data
/// directory of its own, which are gone when it is closed or this JVM ends.
public final class Product implements Installation {

    /// A cold start on a machine that does much else.
    private static final Duration TO_START = Duration.ofSeconds(150);

    private static final int HTTP_CREATED = 201;
    private static final Duration TO_COME_BACK = Duration.ofSeconds(90);
    private static final Duration TO_STOP = Duration.ofSeconds(75);

    /// What crashes, in this order, with all its pods.
    private static final List<String> VICTIMS = List.of("chat", "gateway", "ai", "kafka");

    /// What a new version replaces, in this order.
    private static final List<String> SERVICES =
            List.of("identity", "sms", "ai", "chat", "gateway");

    private final Path directory;
    private final Process launcher;
    private final Thread atExit = new Thread(this::end, "stop-product");

    private Product(Path directory, Process launcher) {
        this.directory = directory;
        this.launcher = launcher;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// Starts one and waits until all of it is ready, which a first sign-up proves.
    ///
    /// @param settings environment variables beside those of this process
    /// @param options of `./chatroom start`
    public static Product start(Map<String, String> settings, String... options) {
        try {
            return startIn(Files.createTempDirectory("chatroom-e2e"), settings, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts one in a directory that is its own, and is gone afterwards.
    ///
    /// @param settings environment variables beside those of this process
    /// @param options of `./chatroom start`
    public static Product startIn(Path directory, Map<String, String> settings, String... options) {
        try {
            Files.createDirectories(directory);
            var command =
                    new ArrayList<>(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-Xmx96m",
                                    "-jar",
                                    Repository.file("standalone/target/standalone.jar").toString(),
                                    "start",
                                    "--data",
                                    directory.resolve("data").toString()));
            command.addAll(List.of(options));
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("launcher.out").toFile());
            var environment = new HashMap<>(settings);
            environment.put("GATEWAY_PORT", "0");
            builder.environment().putAll(environment);
            var product = new Product(directory, builder.start());
            product.awaitStart();
            return product;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStart() {
        try {
            await().atMost(TO_START)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !launcher.isAlive() || isReady());
        } catch (ConditionTimeoutException e) {
            var failure = new IllegalStateException("the product is not ready:\n" + tails(), e);
            close();
            throw failure;
        }
        if (!launcher.isAlive()) {
            var failure = new IllegalStateException("the product did not start:\n" + tails());
            close();
            throw failure;
        }
        int status = Probe.signUp(url());
        if (status != HTTP_CREATED) {
            // B3: good health and "open" mean that people can sign up.
            var failure =
                    new IllegalStateException(
                            "ready, but a sign-up is answered %d:\n%s".formatted(status, tails()));
            close();
            throw failure;
        }
    }

    private boolean isReady() {
        return RunFile.read(data())
                .filter(run -> run.process("gateway").isPresent())
                .map(run -> Probe.answers(run.url().resolve("/health")))
                .orElse(false);
    }

    /// What runs where, now.
    public RunFile run() {
        return RunFile.read(data())
                .orElseThrow(() -> new IllegalStateException("the product is not running"));
    }

    @Override
    public URI url() {
        return run().url();
    }

    @Override
    public List<URI> doors() {
        List<Running> pods = run().pods("chat");
        Stream<URI> own = pods.size() < 2 ? Stream.of() : pods.stream().map(Product::address);
        return Stream.concat(Stream.of(url()), own).toList();
    }

    private static URI address(Running process) {
        return URI.create("http://127.0.0.1:" + process.port());
    }

    @Override
    public String kafkaBootstrapServers() {
        return run().kafkaBootstrapServers();
    }

    @Override
    public Connection database(String service) throws SQLException {
        return run().database(service);
    }

    @Override
    public List<Disruption> crashes() {
        return podsOf(VICTIMS)
                .map(name -> new Disruption("killed " + name, () -> awaitBack(kill(name))))
                .toList();
    }

    @Override
    public List<Disruption> restarts() {
        return podsOf(SERVICES)
                .map(name -> new Disruption("restarted " + name, () -> awaitBack(stop(name))))
                .toList();
    }

    private Stream<String> podsOf(List<String> services) {
        RunFile run = run();
        return services.stream().flatMap(service -> run.pods(service).stream()).map(Running::name);
    }

    /// Ends a child as a crash would (SIGKILL).
    ///
    /// @return who it was
    public Running kill(String name) {
        Running victim = running(name);
        ProcessHandle.of(victim.pid()).ifPresent(ProcessHandle::destroyForcibly);
        return victim;
    }

    /// Asks a child to end (SIGTERM), as a new version of it would.
    ///
    /// @return who it was
    public Running stop(String name) {
        Running asked = running(name);
        ProcessHandle.of(asked.pid()).ifPresent(ProcessHandle::destroy);
        return asked;
    }

    /// Suspends a child with all processes that it started (SIGSTOP): connections to it are taken,
    /// and nothing is answered.
    public void suspend(String name) {
        ProcessHandle child = handle(name);
        // First the one that would start others.
        signal("STOP", Stream.of(child));
        signal("STOP", child.descendants());
    }

    /// Lets a suspended child go on.
    public void resume(String name) {
        ProcessHandle child = handle(name);
        signal("CONT", Stream.concat(child.descendants(), Stream.of(child)));
    }

    /// Kills children and suspends the launcher, so that they stay away for that time. Returns once
    /// it has started them again.
    public void killAndHoldDown(List<String> names, Duration time) throws InterruptedException {
        List<Running> victims = names.stream().map(this::running).toList();
        signal("STOP", Stream.of(launcher.toHandle()));
        try {
            for (String name : names) {
                ProcessHandle child = handle(name);
                List<ProcessHandle> started = child.descendants().toList();
                child.destroyForcibly();
                started.forEach(ProcessHandle::destroyForcibly);
            }
            Thread.sleep(time);
        } finally {
            signal("CONT", Stream.of(launcher.toHandle()));
        }
        victims.forEach(this::awaitBack);
    }

    /// What the launcher said of children that died or could not be started.
    public List<String> deaths() {
        try (Stream<String> lines = Files.lines(directory.resolve("launcher.out"))) {
            return lines.filter(
                            line -> line.contains(" died ") || line.contains("can not be started"))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessHandle handle(String name) {
        return ProcessHandle.of(running(name).pid())
                .orElseThrow(() -> new IllegalStateException(name + " does not run"));
    }

    private static void signal(String signal, Stream<ProcessHandle> processes) {
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        if (command.size() == 2) {
            return;
        }
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until the launcher has started a child again and it is ready.
    public void awaitBack(Running victim) {
        try {
            await().atMost(TO_COME_BACK)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        Running now = running(victim.name());
                        return now.pid() != victim.pid() && Probe.isReady(now);
                    });
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    victim.name() + " does not come back:\n" + tail(victim.name()), e);
        }
    }

    private Running running(String name) {
        return run().process(name)
                .orElseThrow(() -> new IllegalArgumentException("no process " + name));
    }

    @Override
    public String tail(String name) {
        return LogTail.of(data().resolve("logs").resolve(name + ".log"));
    }

    @Override
    public String tails() {
        var tails = new StringBuilder(LogTail.of(directory.resolve("launcher.out")));
        for (String name : List.of("gateway", "chat", "ai", "identity", "sms", "kafka")) {
            tails.append(tail(name));
        }
        return tails.toString();
    }

    /// A password that the launcher made up.
    public String secret(String name) {
        var secrets = new Properties();
        try (var file = Files.newBufferedReader(data().resolve("secrets.properties"))) {
            secrets.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets.getProperty(name);
    }

    private Path data() {
        return directory.resolve("data");
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void end() {
        List<Running> children =
                RunFile.read(data()).map(RunFile::processes).orElse(List.<Running>of());
        launcher.destroy();
        try {
            if (!launcher.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                launcher.destroyForcibly().waitFor();
                children.forEach(child ->
                        ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
