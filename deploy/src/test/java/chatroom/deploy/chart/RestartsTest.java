package chatroom.deploy.chart;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What restarts which service: a Deployment replaces its pods where its template changes.
class RestartsTest {

    // F: one ConfigMap restarted all five services for one value.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "settings.SMS_MAX_SEGMENTS=2 | [sms]",
                "settings.ROOM_RETENTION_DAYS=8 | [chat]",
                "ai.model=other | [ai]",
                "settings.REFRESH_TOKEN_DAYS=8 | [identity]",
                "settings.RATE_LIMIT_PER_USER=30 | [chat, gateway]",
                "settings.LOG_LEVEL=WARN | [ai, chat, gateway, identity, sms]",
                "settings.KAFKA_REQUEST_TIMEOUT_MS=9000 | [ai, chat, identity, sms]",
                "chat.settings.SHARED_PARTITIONS=8 | [chat]",
                "sms.pod.priorityClassName=low | [sms]",
                "gateway.replicas=3 | []"
            })
    void aValueRestartsTheServicesThatReadIt(String set, String services) {
        assertThat(changed(Helm.V4.documents(""), Helm.V4.documents("", "--set", set)))
                .hasToString(services);
    }

    // F: a changed secret restarted nothing.
    @Test
    void anUpgradeAfterASecretChangedRestartsWhatReadsIt() {
        try (var cluster = new StandInCluster()) {
            cluster.hold("chatroom-openai", data("api-key", "one"));
            cluster.hold("chatroom-sms-service", data("secret", "one"));
            for (Helm helm : Helm.values()) {
                List<JsonNode> before = helm.documentsIn(cluster, "");
                assertThat(changed(before, helm.documentsIn(cluster, ""))).isEmpty();
                cluster.hold("chatroom-openai", data("api-key", "two " + helm));
                assertThat(changed(before, helm.documentsIn(cluster, ""))).hasToString("[ai]");
                cluster.hold("chatroom-sms-service", data("secret", "two " + helm));
                assertThat(changed(before, helm.documentsIn(cluster, "")))
                        .hasToString("[ai, identity, sms]");
            }
        }
    }

    @Test
    void aRenewedAuthorityOfKafkaRestartsItsClients() {
        try (var cluster = new StandInCluster()) {
            cluster.hold("chatroom-kafka-cluster-ca-cert", data("ca.crt", "one"));
            List<JsonNode> before = Helm.V4.documentsIn(cluster, "large");
            cluster.hold("chatroom-kafka-cluster-ca-cert", data("ca.crt", "two"));
            assertThat(changed(before, Helm.V4.documentsIn(cluster, "large")))
                    .hasToString("[ai, chat, identity, sms]");
        }
    }

    @Test
    void whereHelmMayNotReadSecretsItDoesNotTry() {
        try (var cluster = new StandInCluster()) {
            String off = "secrets.restartOnChange=false";
            cluster.hold("chatroom-openai", data("api-key", "one"));
            List<JsonNode> before = Helm.V4.documentsIn(cluster, "", "--set", off);
            cluster.hold("chatroom-openai", data("api-key", "two"));
            assertThat(changed(before, Helm.V4.documentsIn(cluster, "", "--set", off))).isEmpty();
        }
    }

    private static TreeSet<String> changed(List<JsonNode> before, List<JsonNode> after) {
        Map<String, JsonNode> old = templates(before);
        var changed = new TreeSet<String>();
        templates(after)
                .forEach((service, template) -> {
                    if (!template.equals(old.get(service))) {
                        changed.add(service);
                    }
                });
        return changed;
    }

    private static Map<String, JsonNode> templates(List<JsonNode> documents) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals("Deployment"))
                .collect(
                        toMap(
                                document ->
                                        document.at("/metadata/name")
                                                .asText()
                                                .replace("it-chatroom-", ""),
                                document -> document.at("/spec/template")));
    }

    private static JsonNode data(String key, String value) {
        return new ObjectMapper()
                .createObjectNode()
                .put(
                        key,
                        Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    }
}
