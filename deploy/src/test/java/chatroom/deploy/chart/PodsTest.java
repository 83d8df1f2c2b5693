package chatroom.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators may say of pods and their images.
class PodsTest {

    private static final String DIGEST = "sha256:" + "ab12".repeat(16);

    @TempDir private Path folder;

    static List<String> sizes() {
        return Helm.SIZES;
    }

    // F: no extraEnv, affinity, service-account annotations, extraObjects.
    @Test
    void everyKeyOfPodsReachesAllAndEachServiceMayDiffer() throws IOException {
        Path values = folder.resolve("values.yaml");
        Files.writeString(
                values,
                """
                pods:
                  annotations: {of: all}
                  labels: {team: rooms}
                  deploymentAnnotations: {reloader.stakater.com/auto: "true"}
                  serviceAccountAnnotations: {cloud: role}
                  extraEnv: [{name: HTTPS_PROXY, value: "http://proxy:3128"}]
                  nodeSelector: {disk: ssd}
                  affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone}]}}
                  tolerations: [{key: spot, operator: Exists}]
                  topologySpreadConstraints: [{maxSkew: 2, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]
                  priorityClassName: high
                  startSeconds: 300
                chat:
                  pod:
                    annotations: {of: chat}
                    serviceAccountAnnotations: {cloud: own}
                    extraEnv: [{name: OWN, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]
                    nodeSelector: {disk: fast}
                    priorityClassName: highest
                extraObjects:
                  - apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: "{{ .Release.Name }}-more"}
                    data: {who: "{{ include \\"chatroom.fullname\\" . }}"}
                """);
        List<JsonNode> documents = Helm.V4.documents("", "-f", values.toString());
        for (JsonNode document : documents) {
            assertThat(Kubernetes.complaint(document)).as(document.toPrettyString()).isEmpty();
        }
        JsonNode sms = ChartTest.deployment(documents, "it-chatroom-sms");
        assertThat(sms.at("/metadata/annotations").path("reloader.stakater.com/auto").asText())
                .isEqualTo("true");
        JsonNode pod = sms.at("/spec/template");
        assertThat(pod.at("/metadata/annotations/of").asText()).isEqualTo("all");
        assertThat(pod.at("/metadata/labels/team").asText()).isEqualTo("rooms");
        assertThat(pod.at("/spec/nodeSelector/disk").asText()).isEqualTo("ssd");
        assertThat(pod.at("/spec/affinity/podAntiAffinity").isObject()).isTrue();
        assertThat(pod.at("/spec/tolerations/0/key").asText()).isEqualTo("spot");
        assertThat(pod.at("/spec/topologySpreadConstraints/0/maxSkew").asInt()).isEqualTo(2);
        assertThat(pod.at("/spec/priorityClassName").asText()).isEqualTo("high");
        assertThat(pod.at("/spec/containers/0/startupProbe/failureThreshold").asInt())
                .isEqualTo(150);
        assertThat(names(pod)).contains("HTTPS_PROXY").doesNotContain("OWN");

        JsonNode chat = ChartTest.deployment(documents, "it-chatroom-chat").at("/spec/template");
        assertThat(chat.at("/metadata/annotations/of").asText()).isEqualTo("chat");
        assertThat(chat.at("/spec/nodeSelector/disk").asText()).isEqualTo("fast");
        assertThat(chat.at("/spec/priorityClassName").asText()).isEqualTo("highest");
        assertThat(names(chat)).contains("HTTPS_PROXY", "OWN");

        assertThat(
                        named(documents, "ServiceAccount", "it-chatroom-sms")
                                .at("/metadata/annotations/cloud")
                                .asText())
                .isEqualTo("role");
        assertThat(
                        named(documents, "ServiceAccount", "it-chatroom-chat")
                                .at("/metadata/annotations/cloud")
                                .asText())
                .isEqualTo("own");
        assertThat(named(documents, "ConfigMap", "it-more").at("/data/who").asText())
                .isEqualTo("it-chatroom");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aStartMayTakeLongerThanTheServicesWaitForTheirDatabase(String size) {
        for (JsonNode document : Helm.V4.documents(size)) {
            if (document.path("kind").asText().equals("Deployment")) {
                JsonNode probe = document.at("/spec/template/spec/containers/0/startupProbe");
                // Flyway tries ten times, after 1, 2, 4 … and at most 120 seconds.
                int waiting = 1 + 2 + 4 + 8 + 16 + 32 + 64 + 3 * 120;
                assertThat(
                                probe.path("periodSeconds").asInt()
                                        * probe.path("failureThreshold").asInt())
                        .isGreaterThan(waiting);
            }
        }
    }

    // F: one registry for all images.
    @ParameterizedTest
    @MethodSource("sizes")
    void everyImageComesFromTheRegistryThatIsNamed(String size) {
        assertThat(
                        images(
                                Helm.V4.documents(
                                        size,
                                        "--set",
                                        "image.registry=reg.example.com:5000/mirror")))
                .allSatisfy(image -> assertThat(image).startsWith("reg.example.com:5000/mirror/"));
        assertThat(images(Helm.V4.documents(size))).noneMatch(image -> image.startsWith("/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.io/library/redis:7", "localhost/redis:7", "reg:5000/redis:7"})
    void anImageThatNamesItsRegistryStaysThere(String image) {
        assertThat(
                        images(
                                Helm.V4.documents(
                                        "evaluation",
                                        "--set",
                                        "image.registry=reg.example.com,evaluation.redisImage="
                                                + image)))
                .contains(image);
    }

    @Test
    void aDigestCountsMoreThanTheTag() {
        JsonNode pod =
                ChartTest.deployment(
                        Helm.V4.documents(
                                "", "--set", "chat.digest=" + DIGEST + ",image.tag=1.2.3"),
                        "it-chatroom-chat");
        assertThat(pod.at("/spec/template/spec/containers/0/image").asText())
                .isEqualTo("chatroom/chat-service@" + DIGEST);
    }

    // F: tag@sha256 broke a label.
    @ParameterizedTest
    @CsvSource({
        "1.2.3@sha256:abcdef, 1.2.3",
        "1.2.3+build.7, 1.2.3_build.7",
        "v1.2.3-, v1.2.3",
        "0123456789012345678901234567890123456789012345678901234567890123456789, 012345678901234567890123456789012345678901234567890123456789012"
    })
    void theVersionIsALabelWhateverTheTagIs(String tag, String label) {
        for (JsonNode document : Helm.V4.documents("", "--set-string", "image.tag=" + tag)) {
            assertThat(document.at("/metadata/labels").path("app.kubernetes.io/version").asText())
                    .isEqualTo(label);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat.digest=abc",
                "chat.pod.nodeSelektor.a=b",
                "pods.startSeconds=5",
                "extraObjects[0].kind=ConfigMap",
                "pods.extraEnv[0].value=x"
            })
    void whatCanNotBeMeantIsRefused(String set) {
        assertThat(Helm.V4.template("", "--set", set).code()).isNotZero();
    }

    private static List<String> images(List<JsonNode> documents) {
        return documents.stream()
                .flatMap(document -> document.findValues("containers").stream())
                .flatMap(JsonNode::valueStream)
                .map(container -> container.path("image").asText())
                .toList();
    }

    private static List<String> names(JsonNode pod) {
        return Stream.of(pod.at("/spec/containers/0/env"))
                .flatMap(JsonNode::valueStream)
                .map(variable -> variable.path("name").asText())
                .toList();
    }

    private static JsonNode named(List<JsonNode> documents, String kind, String name) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .filter(document -> document.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " " + name));
    }
}
