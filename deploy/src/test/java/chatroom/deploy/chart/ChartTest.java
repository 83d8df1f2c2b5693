package chatroom.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.deploy.chart.Helm.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {

    static Stream<Arguments> everyHelmAndSize() {
        return Stream.of(Helm.values())
                .flatMap(helm -> Helm.SIZES.stream().map(size -> Arguments.of(helm, size)));
    }

    static List<String> sizes() {
        return Helm.SIZES;
    }

    @ParameterizedTest
    @MethodSource("everyHelmAndSize")
    void lintFindsNothing(Helm helm, String size) {
        Answer answer = helm.lint(size);
        assertThat(answer.code()).as(answer.output()).isZero();
    }

    @ParameterizedTest
    @MethodSource("everyHelmAndSize")
    void kubernetesKnowsEveryFieldOfEveryDocument(Helm helm, String size) {
        List<JsonNode> documents = helm.documents(size);
        assertThat(documents).hasSizeGreaterThan(25);
        for (JsonNode document : documents) {
            assertThat(Kubernetes.complaint(document)).as(document.toPrettyString()).isEmpty();
        }
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        JsonNode deployment = deployment(Helm.V4.documents(""), "it-chatroom-chat");
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("readonly", true);
        assertThat(Kubernetes.complaint(deployment)).get().asString().contains("readonly");
    }

    @ParameterizedTest
    @CsvSource({
        "Kafka, /spec/kafka/listeners/0, port, 9093x",
        "Kafka, /spec/kafka, resources, {}",
        "KafkaUser, /spec/authorization/acls/0, operation, Read",
        "KafkaNodePool, /spec/storage, sise, 1",
        "KafkaTopic, /spec, partition, 3",
        "KafkaUser, /spec/authorization/acls/0/resource, nam, x",
        "PrometheusRule, /spec/groups/0/rules/0, expression, up",
        "ServiceMonitor, /spec/endpoints/0, intervall, 30s",
        "ExternalSecret, /spec/data/0/remoteRef, propertie, x",
        "ScaledObject, /spec/scaleTargetRef, nam, x",
        "ScaledObject, /spec, cooldownPeriod, 5m",
        "TriggerAuthentication, /spec/secretTargetRef/0, kee, x"
    })
    void aFieldThatAnOperatorDoesNotKnowIsFound(
            String kind, String where, String field, String value) {
        JsonNode document =
                Helm.V4.documents("large").stream()
                        .filter(it -> it.path("kind").asText().equals(kind))
                        .findFirst()
                        .orElseThrow();
        assertThat(Kubernetes.complaint(document)).isEmpty();
        ((ObjectNode) document.at(where)).put(field, value);
        assertThat(Kubernetes.complaint(document)).get().asString().contains(field);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void bothHelmsMakeTheSame(String size) {
        assertThat(withoutPasswords(Helm.V3.documents(size)))
                .containsExactlyInAnyOrderElementsOf(withoutPasswords(Helm.V4.documents(size)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat.replicas=0 | replicas",
                "chat.replica=3 | replica",
                "pods.user=0 | user",
                "pods.graceSeconds=5 | graceSeconds",
                "ingress.websocketTimeoutSeconds=60 | websocketTimeoutSeconds",
                "publicUrl=chat.example.com | publicUrl",
                "publicUrl=http://chat.example.com | publicUrl must begin with https",
                "image.pullPolicy=Sometimes | pullPolicy",
                "settings.DATABASE_URL=x | DATABASE_URL",
                "settings.rate=3 | rate",
                "chat.resources.limits.memory=much | memory",
                "kafka.security.protocol=TLS | protocol",
                "kafka.strimzi.minInsyncReplicas=4 | minInsyncReplicas",
                "secrets.redis.name=Not_A_Name | name",
                "tracing.sampling=2 | sampling",
                "tracing.endpoint=otel-collector:4318 | endpoint",
                "ai.keda.enabled=true,ai.autoscaling.enabled=true | choose one",
                "evaluation.enabled=true,kafka.strimzi.enabled=true | switch kafka.strimzi.enabled off",
            })
    void valuesThatCanNotBeMeantAreRefused(String set, String said) {
        for (Helm helm : Helm.values()) {
            Answer answer = helm.template("", "--set", set);
            assertThat(answer.code()).as(set).isNotZero();
            assertThat(answer.output()).contains(said.strip());
        }
    }

    @Test
    void tracesAreRecordedWhereACollectorIsNamed() {
        assertThat(settings("")).noneMatch(name -> name.startsWith("OTEL_"));
        JsonNode watched =
                settingsOf(
                        Helm.V4.documents(
                                "",
                                "--set",
                                "tracing.endpoint=http://otel:4318,tracing.sampling=1"),
                        "chat");
        assertThat(watched.path("OTEL_EXPORTER_OTLP_ENDPOINT").asText())
                .isEqualTo("http://otel:4318");
        assertThat(watched.path("OTEL_TRACES_SAMPLER").asText()).isEqualTo("traceidratio");
        assertThat(watched.path("OTEL_TRACES_SAMPLER_ARG").asText()).isEqualTo("1");
    }

    private static List<String> settings(String size) {
        var names = new ArrayList<String>();
        settingsOf(Helm.V4.documents(size), "chat").fieldNames().forEachRemaining(names::add);
        return names;
    }

    static JsonNode settingsOf(List<JsonNode> documents, String service) {
        return documents.stream()
                .filter(document ->
                        document.at("/metadata/name")
                                .asText()
                                .equals("it-chatroom-" + service + "-settings"))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    @Test
    void smsCanBeLeftOut() {
        List<JsonNode> documents = Helm.V4.documents("large", "--set", "sms.enabled=false");
        assertThat(documents)
                .noneMatch(document ->
                        document.at("/metadata/name")
                                .asText()
                                .matches(".*chatroom-sms.*|.*-sms-(in|out)"));
    }

    @Test
    void aPodStaysUntilRoutersKnowAndTheDrainIsOver() {
        for (JsonNode document : Helm.V4.documents("large")) {
            if (document.path("kind").asText().equals("Deployment")) {
                JsonNode pod = document.at("/spec/template/spec");
                int before = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
                // What the services give themselves: ten seconds each for calls, replies, sockets.
                assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                        .isGreaterThanOrEqualTo(before + 30);
                assertThat(document.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt())
                        .isZero();
            }
        }
    }

    static JsonNode deployment(List<JsonNode> documents, String name) {
        Optional<JsonNode> found =
                documents.stream()
                        .filter(it -> it.path("kind").asText().equals("Deployment"))
                        .filter(it -> it.at("/metadata/name").asText().equals(name))
                        .findFirst();
        return found.orElseThrow(() -> new AssertionError("no Deployment " + name));
    }

    /// The evaluation's passwords are made up anew, and with them their checksums.
    private static List<JsonNode> withoutPasswords(List<JsonNode> documents) {
        for (JsonNode document : documents) {
            if (document.at("/spec/template/metadata/annotations")
                    instanceof ObjectNode annotations) {
                annotations.remove("checksum/secrets");
            }
        }
        return documents.stream()
                .filter(document -> !document.path("kind").asText().equals("Secret"))
                .toList();
    }
}
