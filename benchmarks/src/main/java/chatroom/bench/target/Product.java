package chatroom.bench.target;

import chatroom.bench.load.Dialect;
import chatroom.bench.process.Processes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The whole product as `./chatroom start` starts it, with data of its own.
public final class Product implements AutoCloseable {

    /// Of the admin who makes the rooms.
    private static final String PASSWORD = "correct-horse-battery-staple-42";

    private static final long PATIENCE_SECONDS = 180;

    private final Path data;
    private final Process launcher;
    private final JsonNode run;

    private Product(Path data, Process launcher, JsonNode run) {
        this.data = data;
        this.launcher = launcher;
        this.run = run;
    }

    /// Starts it and waits until it is ready.
    ///
    /// @param root of the repository
    public static Product start(Path root) {
        try {
            Path data = Files.createTempDirectory("chatroom-bench");
            var command =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx96m",
                            "-jar",
                            root.resolve("standalone/target/standalone.jar").toString(),
                            "start",
                            "--data",
                            data.resolve("data").toString(),
                            "--port",
                            Integer.toString(freePort()));
            command.environment()
                    .putAll(
                            Map.of(
                                    "CHATROOM_PROFILE", "load",
                                    "RATE_LIMIT_PER_USER", "1000000",
                                    "GUEST_ACCESS", "true",
                                    "ADMIN_PASSWORD", PASSWORD));
            Path log = data.resolve("launcher.out");
            Process launcher =
                    command.redirectErrorStream(true)
                            .redirectOutput(Redirect.to(log.toFile()))
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
            awaitOpen(launcher, log);
            return new Product(data, launcher, read(data.resolve("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitOpen(Process launcher, Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(log).contains("The chatroom is open")) {
            if (!launcher.isAlive() || System.nanoTime() > deadline) {
                launcher.destroy();
                throw new IllegalStateException("it did not start:\n" + Files.readString(log));
            }
            sleep();
        }
    }

    private static JsonNode read(Path data) throws IOException {
        return new ObjectMapper().readTree(data.resolve("run/ports.json").toFile());
    }

    /// By the door that people use.
    public Server throughGateway() {
        return new Server(
                "chatroom, gateway", port("gateway"), new Dialect.Chatroom(), processes());
    }

    /// chat-service itself, as an ingress would route to it.
    public Server direct() {
        return new Server("chatroom, direct", port("chat"), new Dialect.Chatroom(), processes());
    }

    /// Its API, with an admin signed in.
    public Api api() {
        return Api.signIn(port("identity"), port("chat"), "admin", PASSWORD);
    }

    public String kafka() {
        return run.path("kafka_bootstrap_servers").asText();
    }

    /// Everything that was started, by name.
    public Processes processes() {
        var pids = new LinkedHashMap<String, Long>();
        run.path("processes")
                .properties()
                .forEach(process ->
                        pids.put(process.getKey(), process.getValue().path("pid").asLong()));
        return new Processes(pids);
    }

    /// The process of this name alone.
    public Processes process(String name) {
        return new Processes(Map.of(name, run.path("processes").path(name).path("pid").asLong()));
    }

    private int port(String name) {
        return run.path("processes").path(name).path("port").asInt();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Stops it and deletes its data.
    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + launcher.pid() + " does not stop");
            }
            List<Path> files = new ArrayList<>();
            try (Stream<Path> all = Files.walk(data)) {
                all.sorted(Comparator.reverseOrder()).forEach(files::add);
            }
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
