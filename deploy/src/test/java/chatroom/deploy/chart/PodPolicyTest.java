package chatroom.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pod security standard "restricted" asks, and what this house asks besides, of every pod
/// that the chart makes.
class PodPolicyTest {

    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "(?i).*(PASSWORD|SECRET|_TOKEN$|API_KEY|JAAS|DATABASE_URL|REDIS_URL).*");

    /// @param name of the object that makes it
    /// @param kind of that object
    /// @param spec of the pod
    record MadePod(String name, String kind, JsonNode spec) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<MadePod> pods() {
        return Helm.SIZES.stream()
                .flatMap(size -> Helm.V4.documents(size).stream())
                .flatMap(document -> {
                    JsonNode pod =
                            document.path("kind").asText().equals("Pod")
                                    ? document.path("spec")
                                    : document.at("/spec/template/spec");
                    return pod.isObject()
                            ? Stream.of(
                                    new MadePod(
                                            document.at("/metadata/name").asText(),
                                            document.path("kind").asText(),
                                            pod))
                            : Stream.empty();
                });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void nothingRunsAsRootOrMayBecomeIt(MadePod pod) {
        assertThat(pod.spec().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.spec().at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.spec().at("/securityContext/seccompProfile/type").asText())
                .isEqualTo("RuntimeDefault");
        for (JsonNode container : pod.spec().path("containers")) {
            JsonNode security = container.path("securityContext");
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(security.path("privileged").asBoolean()).isFalse();
        }
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            assertThat(pod.spec().path(shared).asBoolean()).isFalse();
        }
        for (JsonNode volume : pod.spec().path("volumes")) {
            assertThat(volume.has("hostPath")).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("pods")
    void noPodCarriesATokenOfTheCluster(MadePod pod) {
        assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true)).isFalse();
        if (pod.kind().equals("Deployment")) {
            assertThat(pod.spec().path("serviceAccountName").asText()).isEqualTo(pod.name());
        }
    }

    @ParameterizedTest
    @MethodSource("pods")
    void everyContainerSaysWhatItNeedsAndHowItIs(MadePod pod) {
        for (JsonNode container : pod.spec().path("containers")) {
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(container.path("image").asText()).matches(".+:.+").doesNotEndWith(":latest");
            if (!pod.kind().equals("Pod")) {
                assertThat(container.has("startupProbe")).isTrue();
                assertThat(container.has("readinessProbe")).isTrue();
                assertThat(container.has("livenessProbe")).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pods")
    void secretsAreReferencesOnly(MadePod pod) {
        for (JsonNode container : pod.spec().path("containers")) {
            for (JsonNode variable : container.path("env")) {
                if (SECRET_NAME.matcher(variable.path("name").asText()).matches()) {
                    assertThat(variable.has("value")).as(variable.toString()).isFalse();
                    assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("secretKinds")
    void theChartWritesNoSecretOutsideTheEvaluation(String size) {
        for (JsonNode document : Helm.V4.documents(size)) {
            assertThat(document.path("kind").asText()).isNotEqualTo("Secret");
            if (document.path("kind").asText().equals("ConfigMap")) {
                document.path("data")
                        .fieldNames()
                        .forEachRemaining(
                                key -> assertThat(key).doesNotMatch(SECRET_NAME.pattern()));
            }
        }
    }

    static List<String> secretKinds() {
        return Helm.SIZES.stream().filter(size -> !size.equals("evaluation")).toList();
    }
}
