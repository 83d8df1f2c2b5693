package chatroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StandIns.class)
class RoutingTest {

    private final EdgeClient edge = new EdgeClient();

    @ParameterizedTest
    @CsvSource({
        "POST, /signup, identity",
        "POST, /login, identity",
        "POST, /logout, identity",
        "POST, /refresh, identity",
        "GET, /.well-known/jwks.json, identity",
        "GET, /api/me, identity",
        "PATCH, /api/me, identity",
        "GET, /api/me/sessions, identity",
        "DELETE, /api/me/sessions/7, identity",
        "GET, /api/users?q=a, identity",
        "PATCH, /api/users/7, identity",
        "GET, /api/me/phone, sms",
        "PATCH, /api/me/phone, sms",
        "POST, /sms/incoming, sms",
        "POST, /sms/status, sms",
        "POST, /sms/verify, sms",
        "POST, /sms/confirm, sms",
        "GET, /sms/consent, sms",
        "GET, /api/admin/sms/numbers?q=a, sms",
        "GET, /api/personas, ai",
        "GET, /api/personas/einstein, ai",
        "GET, /api/ai/audit?room=x, ai",
        "GET, /api/rooms/lobby/usage, ai",
        "GET, /api/messages/7/why, ai",
        "GET, /clients, chat",
        "GET, /api/rooms, chat",
        "POST, /api/rooms, chat",
        "GET, /api/rooms/lobby, chat",
        "PUT, /api/rooms/lobby/ai, chat",
        "POST, /api/rooms/lobby/messages, chat",
        "PATCH, /api/messages/7, chat",
        "PUT, /api/messages/7/reactions/%F0%9F%91%8D, chat",
        "POST, /api/invites/abc/accept, chat",
        "GET, /api/moderation/queue, chat",
    })
    void eachPathReachesItsService(String method, String path, String service) {
        var answer = edge.call(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        var seen = EdgeClient.json(answer);
        assertThat(seen.getString("service")).startsWith(service);
        assertThat(seen.getString("method")).isEqualTo(method);
        assertThat(seen.getString("uri")).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/nothing",
                "/api/mexico",
                "/api/roomsandmore",
                "/q/health",
                "/q/metrics",
                "/q/dev",
                "/metrics",
                "/sms.txt",
                "/sms/anything",
                "/internal/tokens",
                "/internal",
                "/nothing.js"
            })
    void whatIsNotInTheTableIsNotThere(String path) {
        var answer = edge.get(path, "Accept", "text/html,*/*");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        var problem = EdgeClient.json(answer);
        assertThat(problem.getString("code")).isEqualTo("not_found");
        assertThat(problem.getInteger("status")).isEqualTo(404);
        assertThat(problem.getString("instance")).isEqualTo(path);
        assertThat(problem.getString("trace_id")).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/internal/tokens", "/internal/tokens/", "/api/me/../../internal/tokens"})
    void whatServicesAskEachOtherNobodyAsksThroughTheEdge(String path) {
        String answer =
                edge.raw(
                        "POST "
                                + path
                                + " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic eDp5\r\n"
                                + "Content-Length: 0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 40").doesNotContain("\"service\"");
    }

    @Test
    void aMethodThatAPathDoesNotTakeIsSaidSo() {
        assertThat(edge.get("/login", "Accept", "application/json").statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/personas/../../signup",
                "/api/personas/%2e%2e/me",
                "/api//personas",
                "/api/./personas"
            })
    void aPathThatTwoReadersCouldReadDifferentlyIsRefused(String path) {
        String answer = edge.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"bad_path\"");
    }

    @Test
    void callsOfARoomMeetOnOnePodAndOthersTakeTurns() {
        long podsOfOneRoom =
                IntStream.range(0, 10)
                        .mapToObj(i -> pod("/api/rooms/tea/messages"))
                        .distinct()
                        .count();
        long podsOfNoRoom =
                IntStream.range(0, 10).mapToObj(i -> pod("/api/rooms")).distinct().count();
        long podsOfManyRooms =
                IntStream.range(0, 40).mapToObj(i -> pod("/api/rooms/r" + i)).distinct().count();

        assertThat(podsOfOneRoom).isEqualTo(1);
        assertThat(podsOfNoRoom).isEqualTo(2);
        assertThat(podsOfManyRooms).isEqualTo(2);
    }

    @Test
    void aPodThatNobodyAnswersAtCostsNoCall() {
        // A third of these rooms belong to the pod that is not there.
        assertThat(IntStream.range(0, 60).mapToObj(i -> "/api/rooms/gone" + i + "/messages"))
                .allSatisfy(path ->
                        assertThat(edge.call("POST", path, "{}").statusCode()).isEqualTo(200));
    }

    @Test
    void aCallThatTheServiceBreaksOffEndsInAProblem() {
        var answer = edge.call("POST", "/api/rooms/lobby/breaks", "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(EdgeClient.json(answer).getString("code")).isEqualTo("unavailable");
    }

    @Test
    void anAnswerWithoutBodyStaysWithoutBody() {
        var answer = edge.call("DELETE", "/api/rooms/lobby/nothing", "");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("transfer-encoding")).isEmpty();
    }

    @Test
    void anAnswerKeepsEachOfItsCookies() {
        assertThat(edge.get("/api/me").headers().allValues("set-cookie"))
                .containsExactly("a=1", "b=2");
    }

    private String pod(String path) {
        return EdgeClient.json(edge.get(path)).getString("service");
    }
}
