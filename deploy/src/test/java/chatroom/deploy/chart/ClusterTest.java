package chatroom.deploy.chart;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The chart against what a cluster serves and what others set in it.
class ClusterTest {

    private static final Set<String> KUBERNETES =
            Set.of("v1", "apps/v1", "autoscaling/v2", "networking.k8s.io/v1", "policy/v1");

    static List<String> sizes() {
        return Helm.SIZES;
    }

    // F: values-large used Strimzi's v1beta2, which is removed.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | | v1",
                "kafka.strimzi.io/v1beta2/Kafka | | v1beta2",
                "kafka.strimzi.io/v1beta2/Kafka,kafka.strimzi.io/v1/Kafka | | v1",
                "kafka.strimzi.io/v1/Kafka | v1beta2 | v1beta2"
            })
    void strimziIsGivenTheVersionThatItServes(String served, String forced, String version) {
        List<JsonNode> documents =
                Helm.parse(
                        Helm.V4.templateFor(
                                served.isEmpty() ? List.of() : List.of(served.split(",")),
                                "large",
                                "--set",
                                "kafka.strimzi.apiVersion=" + (forced == null ? "" : forced)));
        List<JsonNode> strimzi =
                documents.stream()
                        .filter(it -> it.path("apiVersion").asText().startsWith("kafka.strimzi.io"))
                        .toList();
        assertThat(strimzi).hasSizeGreaterThan(8);
        for (JsonNode document : strimzi) {
            assertThat(document.path("apiVersion").asText()).endsWith("/" + version);
            assertThat(Kubernetes.complaint(document)).isEmpty();
        }
    }

    // F: values-small needed the Prometheus operator, and did not say so.
    @ParameterizedTest
    @CsvSource({"small", "large"})
    void withoutThePrometheusOperatorItsObjectsAreLeftOut(String size) {
        assertThat(kinds(Helm.V4.templateFor(List.of(), size)))
                .doesNotContain("ServiceMonitor", "PrometheusRule");
        assertThat(kinds(Helm.V4.templateFor(Helm.PROMETHEUS, size)))
                .contains("ServiceMonitor", "PrometheusRule");
        assertThat(
                        kinds(
                                Helm.V4.templateFor(
                                        List.of(),
                                        size,
                                        "--set",
                                        "monitoring.serviceMonitor.enabled=true,"
                                                + "monitoring.prometheusRule.enabled=true")))
                .contains("ServiceMonitor", "PrometheusRule");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theDocumentsNameTheKindsThatASetOfValuesNeeds(String size) throws IOException {
        Set<String> needed =
                Helm.parse(Helm.V4.templateFor(List.of(), size)).stream()
                        .filter(it -> !KUBERNETES.contains(it.path("apiVersion").asText()))
                        .map(it -> it.path("kind").asText())
                        .collect(toCollection(TreeSet::new));
        String row = "`values" + (size.isEmpty() ? "" : "-" + size) + ".yaml`";
        String line =
                Files.readAllLines(Path.of("../docs/operations.md")).stream()
                        .filter(it -> it.startsWith("| " + row + " |"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no row " + row));
        Set<String> named = new TreeSet<>();
        Pattern.compile("`([A-Z]\\w+)`")
                .matcher(line.split("\\|")[2])
                .results()
                .forEach(found -> named.add(found.group(1)));
        assertThat(named).isEqualTo(needed);
    }

    // F: kubectl scale, then helm upgrade: a conflict on replicas.
    @Test
    void whatSomethingElseScalesHasNoReplicasInTheChart() {
        List<JsonNode> documents =
                Helm.V4.documents("", "--set", "sms.replicas=null,ai.keda.enabled=true");
        for (String service : List.of("gateway", "chat", "ai", "sms")) {
            assertThat(deployment(documents, service).path("spec").has("replicas"))
                    .as(service)
                    .isFalse();
        }
        assertThat(deployment(documents, "identity").at("/spec/replicas").asInt()).isEqualTo(2);
    }

    // F: /health said "1 of 1" with two pods.
    @Test
    void theGatewayIsToldOfEveryPodReadyOrNot() {
        List<JsonNode> documents = Helm.V4.documents("");
        JsonNode settings = ChartTest.settingsOf(documents, "gateway");
        assertThat(settings.path("HEALTH_BY_DNS").asText()).isEqualTo("true");
        for (String name :
                List.of(
                        "IDENTITY_MANAGEMENT_URL",
                        "CHAT_MANAGEMENT_URLS",
                        "AI_MANAGEMENT_URL",
                        "SMS_MANAGEMENT_URL")) {
            String host = settings.path(name).asText().replaceAll("http://|:\\d+", "");
            JsonNode service =
                    documents.stream()
                            .filter(it -> it.path("kind").asText().equals("Service"))
                            .filter(it -> it.at("/metadata/name").asText().equals(host))
                            .findFirst()
                            .orElseThrow();
            assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
            assertThat(service.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
            // Prometheus looks for ports of that name, and would count twice.
            assertThat(service.at("/spec/ports/0/name").asText()).isNotEqualTo("management");
        }
    }

    @Test
    void healthDoesNotAskForAServiceThatIsLeftOut() {
        JsonNode settings =
                ChartTest.settingsOf(
                        Helm.V4.documents("", "--set", "sms.enabled=false"), "gateway");
        assertThat(settings.path("HEALTH_SERVICES").asText()).isEqualTo("identity,chat,ai");
    }

    @Test
    void aLargeNumberIsNotWrittenInScientificNotation(@org.junit.jupiter.api.io.TempDir Path folder)
            throws IOException {
        Path values = folder.resolve("values.yaml");
        Files.writeString(
                values,
                "settings: {RATE_LIMIT_PER_USER: 1000000}\nchat: {settings: {ROOM_TOPICS_MAX: 100000}}\n");
        List<JsonNode> documents = Helm.V4.documents("", "-f", values.toString());
        assertThat(ChartTest.settingsOf(documents, "chat").path("RATE_LIMIT_PER_USER").asText())
                .isEqualTo("1000000");
        assertThat(deployment(documents, "chat").toString())
                .contains("{\"name\":\"ROOM_TOPICS_MAX\",\"value\":\"100000\"}");
    }

    private static JsonNode deployment(List<JsonNode> documents, String service) {
        return ChartTest.deployment(documents, "it-chatroom-" + service);
    }

    private static List<String> kinds(Helm.Answer answer) {
        return Helm.parse(answer).stream().map(it -> it.path("kind").asText()).toList();
    }
}
