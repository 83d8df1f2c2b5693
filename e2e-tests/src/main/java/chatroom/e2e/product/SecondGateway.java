package chatroom.e2e.product;

import static org.awaitility.Awaitility.await;

import chatroom.e2e.product.RunFile.Running;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// One more gateway in front of a running product, with its own way to chat-service.
public final class SecondGateway implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private final Process process;
    private final URI url;

    private SecondGateway(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /// Starts it and waits until it serves.
    ///
    /// @param chat where it reaches chat-service
    public static SecondGateway start(RunFile run, URI chat) throws IOException {
        int port = freePort();
        int management = freePort();
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx128m",
                                "-jar",
                                Repository.file(
                                                "gateway-service/target/quarkus-app/quarkus-run.jar")
                                        .toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(
                        Map.ofEntries(
                                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(management)),
                                Map.entry("ALLOWED_ORIGINS", "http://localhost:" + port),
                                Map.entry("GUEST_ACCESS", "true"),
                                Map.entry("COOKIE_SECURE", "false"),
                                Map.entry("CHAT_URLS", chat.toString()),
                                Map.entry("IDENTITY_URL", address(run, "identity")),
                                Map.entry("AI_URL", address(run, "ai")),
                                Map.entry("SMS_URL", address(run, "sms"))));
        var gateway = new SecondGateway(builder.start(), URI.create("http://127.0.0.1:" + port));
        URI ready = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(management));
        try {
            await().atMost(START_TIMEOUT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> Probe.answers(ready));
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    private static String address(RunFile run, String service) {
        Running running =
                run.process(service)
                        .orElseThrow(() -> new IllegalStateException("no process " + service));
        return "http://127.0.0.1:" + running.port();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Where it is reached.
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
