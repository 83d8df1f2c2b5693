package chatroom.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who may call whom. A call passes where the caller's policies let it out and the other's let it
/// in.
class NetworkPolicyTest {

    private static final String COMPONENT = "app.kubernetes.io/component";

    private static final List<JsonNode> POLICIES =
            Helm.V4.documents("").stream()
                    .filter(document -> document.path("kind").asText().equals("NetworkPolicy"))
                    .toList();

    @Test
    void whoSaysNothingIsDeniedEverything() {
        JsonNode deny =
                POLICIES.stream()
                        .filter(policy ->
                                policy.at("/metadata/name").asText().endsWith("default-deny"))
                        .findFirst()
                        .orElseThrow();
        assertThat(deny.at("/spec/podSelector/matchLabels").has(COMPONENT)).isFalse();
        assertThat(deny.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(deny.path("spec").has("ingress")).isFalse();
        assertThat(deny.path("spec").has("egress")).isFalse();
    }

    @Test
    void theEdgesBetweenServicesAreThoseOfTheArchitectureAndOpenAtBothEnds() {
        Set<String> edges =
                Set.of(
                        "gateway identity 8081",
                        "gateway identity 9001",
                        "gateway chat 8082",
                        "gateway chat 9002",
                        "gateway ai 8083",
                        "gateway ai 9003",
                        "gateway sms 8084",
                        "gateway sms 9004",
                        "chat identity 8081",
                        "chat ai 8083",
                        "ai identity 8081",
                        "ai chat 8082",
                        "sms identity 8081",
                        "sms chat 8082",
                        "test gateway 8000");
        assertThat(ends("egress", "to")).isEqualTo(new TreeSet<>(edges));
        assertThat(ends("ingress", "from")).isEqualTo(new TreeSet<>(edges));
    }

    @Test
    void onlyTheGatewayIsReachedFromOutside() {
        Set<String> reached =
                POLICIES.stream()
                        .filter(policy ->
                                policy.findPath("ingress")
                                        .toString()
                                        .contains(
                                                "\"kubernetes.io/metadata.name\":\"ingress-nginx\""))
                        .map(policy -> component(policy.at("/spec/podSelector")))
                        .collect(Collectors.toSet());
        assertThat(reached).containsExactly("gateway");
    }

    @Test
    void storesAreReachedByThoseWhoHaveThemAlone() {
        assertThat(reaching(5432)).containsExactlyInAnyOrder("identity", "chat", "ai", "sms");
        assertThat(reaching(6379)).containsExactlyInAnyOrder("gateway", "identity", "chat");
        assertThat(reaching(9092)).containsExactlyInAnyOrder("identity", "chat", "ai", "sms");
        assertThat(reaching(443)).containsExactlyInAnyOrder("identity", "ai", "sms");
    }

    @Test
    void whoTellsACollectorOrSentryReachesThemAndNobodyElse() {
        assertThat(reaching(4318)).isEmpty();
        List<JsonNode> watched =
                Helm.V4.documents(
                        "",
                        "--set",
                        "tracing.endpoint=http://otel-collector.monitoring:4318,sentry.enabled=true");
        assertThat(reaching(4318, watched))
                .containsExactlyInAnyOrder("gateway", "identity", "chat", "ai", "sms");
        assertThat(reaching(443, watched))
                .containsExactlyInAnyOrder("gateway", "identity", "chat", "ai", "sms");
    }

    private static Set<String> reaching(int port) {
        return reaching(port, POLICIES);
    }

    private static Set<String> reaching(int port, List<JsonNode> documents) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals("NetworkPolicy"))
                .filter(policy ->
                        Stream.of(policy.at("/spec/egress"))
                                .flatMap(rules -> rules.findValues("port").stream())
                                .anyMatch(it -> it.asInt() == port))
                .map(policy -> component(policy.at("/spec/podSelector")))
                .collect(Collectors.toSet());
    }

    /// `caller called port`, read at one of the two ends.
    private static Set<String> ends(String direction, String side) {
        var ends = new TreeSet<String>();
        for (JsonNode policy : POLICIES) {
            String own = component(policy.at("/spec/podSelector"));
            for (JsonNode rule : policy.at("/spec/" + direction)) {
                for (JsonNode peer : rule.path(side)) {
                    String other = component(peer.path("podSelector"));
                    for (JsonNode port : rule.path("ports")) {
                        if (!own.isEmpty() && !other.isEmpty()) {
                            ends.add(
                                    (direction.equals("egress")
                                                    ? own + " " + other
                                                    : other + " " + own)
                                            + " "
                                            + port.path("port").asInt());
                        }
                    }
                }
            }
        }
        return ends;
    }

    private static String component(JsonNode selector) {
        return selector.path("matchLabels").path(COMPONENT).asText();
    }
}
