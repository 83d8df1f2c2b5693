package chatroom.e2e.observability;

import static org.awaitility.Awaitility.await;

import chatroom.deploy.tools.Debian;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.Repository;
import chatroom.e2e.product.RunFile.Running;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Debian's Prometheus, watching a running product as it would in a cluster.
public final class Prometheus implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI url;

    private Prometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    public static Prometheus watching(Product product) throws IOException {
        Path folder = Files.createTempDirectory("prometheus");
        Path config = folder.resolve("prometheus.yml");
        var jobs =
                new StringBuilder(
                        """
                        global: {scrape_interval: 1s, evaluation_interval: 1s}
                        rule_files: [%s]
                        scrape_configs:
                        """
                                .formatted(Repository.file("deploy/prometheus/alerts.yml")));
        for (String service : List.of("gateway", "identity", "chat", "ai", "sms")) {
            Running running = product.run().process(service).orElseThrow();
            jobs.append(
                    """
                    - job_name: %s
                      metrics_path: /q/metrics
                      static_configs: [{targets: ["127.0.0.1:%d"]}]
                    """
                            .formatted(service, running.managementPort()));
        }
        Files.writeString(config, jobs);
        int port = freePort();
        Path program =
                Debian.program(
                        "prometheus", "prometheus", Repository.root().resolve("target/tools"));
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "--config.file=" + config,
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("prometheus.log").toFile())
                        .start();
        var prometheus = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        try {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> prometheus.ask("sum(up)").size() == 1);
        } catch (RuntimeException e) {
            prometheus.close();
            throw new IllegalStateException(Files.readString(folder.resolve("prometheus.log")), e);
        }
        return prometheus;
    }

    /// The series that a query finds now, and that have a value: a share of nothing has none.
    public List<JsonNode> ask(String query) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(
                            HttpRequest.newBuilder(
                                            url.resolve(
                                                    "/api/v1/query?query="
                                                            + URLEncoder.encode(
                                                                    query, StandardCharsets.UTF_8)))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(query + ": " + answer.body());
            }
            return JSON.readTree(answer.body())
                    .at("/data/result")
                    .valueStream()
                    .filter(series -> !series.at("/value/1").asText().equals("NaN"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
