package chatroom.deploy.chart;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The evaluation works from the chart alone.
class EvaluationTest {

    private static final String SECRET = "it-chatroom-evaluation";

    // F: uninstall kept the volumes and dropped the passwords, so that a reinstall never started.
    @ParameterizedTest
    @EnumSource(Helm.class)
    void aReinstallFindsThePasswordsOfTheVolumesThatWereKept(Helm helm) {
        try (var cluster = new StandInCluster()) {
            JsonNode first = secret(helm.documentsIn(cluster, "evaluation"));
            assertThat(first.at("/metadata/annotations").path("helm.sh/resource-policy").asText())
                    .isEqualTo("keep");
            // What `helm uninstall` leaves.
            cluster.hold(SECRET, first.path("data"));
            assertThat(secret(helm.documentsIn(cluster, "evaluation")).path("data"))
                    .isEqualTo(first.path("data"));
        }
    }

    @Test
    void anInstallWithoutALeftOverMakesNewPasswords() {
        try (var cluster = new StandInCluster()) {
            assertThat(secret(Helm.V4.documentsIn(cluster, "evaluation")).path("data"))
                    .isNotEqualTo(secret(Helm.V4.documentsIn(cluster, "evaluation")).path("data"));
        }
    }

    @Test
    void noPodRestartsWhileThePasswordsStay() {
        try (var cluster = new StandInCluster()) {
            cluster.hold(SECRET, secret(Helm.V4.documents("evaluation")).path("data"));
            List<JsonNode> first = Helm.V4.documentsIn(cluster, "evaluation");
            assertThat(Helm.V4.documentsIn(cluster, "evaluation")).isEqualTo(first);
        }
    }

    @Test
    void everyPasswordThatIsReadIsInTheSecret() {
        List<JsonNode> documents = Helm.V4.documents("evaluation");
        Set<String> held =
                secret(documents)
                        .path("data")
                        .propertyStream()
                        .map(it -> it.getKey())
                        .collect(toSet());
        Set<String> read =
                documents.stream()
                        .flatMap(document -> document.findValues("secretKeyRef").stream())
                        .filter(reference -> reference.path("name").asText().equals(SECRET))
                        .map(reference -> reference.path("key").asText())
                        .collect(toSet());
        assertThat(held).containsAll(read);
        assertThat(read).hasSizeGreaterThan(6);
    }

    // F: a forwarded port answered 403.
    @Test
    void pagesOfAForwardedPortMayCall() {
        for (String service : List.of("gateway", "chat")) {
            String origins =
                    ChartTest.settingsOf(Helm.V4.documents("evaluation"), service)
                            .path("ALLOWED_ORIGINS")
                            .asText();
            assertThat(origins.split(","))
                    .contains(
                            "http://localhost:8000",
                            "http://127.0.0.1:8000",
                            "http://localhost:8080",
                            "http://127.0.0.1:8080");
        }
    }

    @Test
    void rolesAreMadeAtEveryStartOfPostgres() {
        JsonNode postgres =
                Helm.V4.documents("evaluation").stream()
                        .filter(document -> document.path("kind").asText().equals("StatefulSet"))
                        .map(document -> document.at("/spec/template/spec/containers/0"))
                        .filter(container -> container.path("name").asText().equals("postgres"))
                        .findFirst()
                        .orElseThrow();
        assertThat(postgres.at("/lifecycle/postStart/exec/command").toString())
                .isEqualTo("[\"sh\",\"/roles/roles.sh\"]");
        assertThat(
                        Stream.of(postgres.path("volumeMounts"))
                                .flatMap(JsonNode::valueStream)
                                .map(mount -> mount.path("mountPath").asText()))
                .contains("/roles")
                .doesNotContain("/docker-entrypoint-initdb.d");
    }

    private static JsonNode secret(List<JsonNode> documents) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals("Secret"))
                .findFirst()
                .orElseThrow();
    }
}
