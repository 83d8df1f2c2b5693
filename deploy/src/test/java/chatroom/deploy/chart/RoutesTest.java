package chatroom.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The ways in.
class RoutesTest {

    private static final String GATEWAY =
            "gatewayApi.enabled=true,gatewayApi.parentRefs[0].name=edge,gatewayApi.parentRefs[0].namespace=infra";

    // F: the annotations were ingress-nginx's alone.
    @Test
    void theGatewayApiRoutesWhatIngressDoes() {
        List<JsonNode> documents =
                Helm.V4.documents("", "--set", "ingress.enabled=false," + GATEWAY);
        assertThat(documents).noneMatch(it -> it.path("kind").asText().equals("Ingress"));
        JsonNode route = route(documents);
        assertThat(Kubernetes.complaint(route)).isEmpty();
        assertThat(route.at("/spec/parentRefs/0/name").asText()).isEqualTo("edge");
        assertThat(route.at("/spec/hostnames").toString()).isEqualTo("[\"chat.example.com\"]");
        Map<String, String> timeouts = new TreeMap<>();
        for (JsonNode rule : route.at("/spec/rules")) {
            assertThat(rule.at("/backendRefs/0/name").asText()).isEqualTo("it-chatroom-gateway");
            assertThat(rule.at("/backendRefs/0/port").asInt()).isEqualTo(8000);
            for (JsonNode match : rule.path("matches")) {
                timeouts.put(
                        match.at("/path/value").asText(), rule.at("/timeouts/request").asText());
            }
        }
        // A socket has none: 0s.
        assertThat(timeouts)
                .isEqualTo(Map.of("/", "120s", "/ws", "0s", "/chat", "0s", "/sms", "15s"));
    }

    @Test
    void aMistakeInARouteIsFound() {
        JsonNode route = route(Helm.V4.documents("", "--set", GATEWAY));
        ((com.fasterxml.jackson.databind.node.ObjectNode) route.at("/spec/rules/0/timeouts"))
                .put("requst", "1s");
        assertThat(Kubernetes.complaint(route)).get().asString().contains("requst");
    }

    @Test
    void aRouteNeedsAGateway() {
        Helm.Answer answer = Helm.V4.template("", "--set", "gatewayApi.enabled=true");
        assertThat(answer.code()).isNotZero();
        assertThat(answer.output()).contains("gatewayApi.parentRefs");
    }

    @Test
    void ingressNginxAnnotationsAreForIngressNginxAlone() {
        assertThat(annotations("").get("it-chatroom-sockets"))
                .contains("nginx.ingress.kubernetes.io/proxy-read-timeout");
        Map<String, String> others =
                annotations(
                        "ingress.controller=none,ingress.className=haproxy,ingress.annotations.a=all,"
                                + "ingress.socketAnnotations.timeout=3600s");
        assertThat(others.get("it-chatroom-pages")).isEqualTo("{\"a\":\"all\"}");
        assertThat(others.get("it-chatroom-sockets"))
                .isEqualTo("{\"a\":\"all\",\"timeout\":\"3600s\"}");
    }

    private static Map<String, String> annotations(String set) {
        var annotations = new TreeMap<String, String>();
        for (JsonNode document : Helm.V4.documents("", "--set", set)) {
            if (document.path("kind").asText().equals("Ingress")) {
                annotations.put(
                        document.at("/metadata/name").asText(),
                        document.at("/metadata/annotations").toString());
            }
        }
        return annotations;
    }

    private static JsonNode route(List<JsonNode> documents) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals("HTTPRoute"))
                .findFirst()
                .orElseThrow();
    }
}
