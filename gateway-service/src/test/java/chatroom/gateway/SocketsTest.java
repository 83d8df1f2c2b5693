package chatroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSockets through the edge: who gets in, and what passes through.
@QuarkusTest
@QuarkusTestResource(StandIns.class)
class SocketsTest {

    private final SocketClient client = new SocketClient(Vertx.vertx(), EdgeClient.port());

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void framesPassInBothDirections() {
        var socket = client.open("/ws/lobby?since=7&epoch=e");

        assertThat(new JsonObject(socket.next()).getString("uri"))
                .isEqualTo("/ws/lobby?since=7&epoch=e");
        socket.send("hello");
        assertThat(socket.next()).isEqualTo("hello");
        String long_ = "x".repeat(200_000);
        socket.send(long_);
        assertThat(socket.next()).isEqualTo(long_);
        socket.sendBinary(Buffer.buffer(new byte[] {0, 1, 2}));
        assertThat(socket.next()).isEqualTo("binary 3");
        for (int i = 0; i < 1_000; i++) {
            socket.send("n" + i);
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(socket.next()).isEqualTo("n" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 4001, 4008})
    void aCloseByThePodReachesTheClient(int code) {
        var socket = client.open("/ws/lobby");

        socket.send("close " + code);

        assertThat(socket.closeCode()).isEqualTo(code);
    }

    @Test
    void aCloseByTheClientReachesThePod() {
        var socket = client.open("/ws/leaving");

        socket.close(4321);

        await().until(() ->
                Short.valueOf((short) 4321).equals(StandIns.CLOSED_WITH.get("/ws/leaving")));
    }

    @Test
    void aPodThatVanishesSendsItsClientsToTheNext() {
        var socket = client.open("/ws/lobby");

        socket.send("vanish");

        assertThat(socket.closeCode()).isEqualTo(1001);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 503})
    void aRefusedHandshakeKeepsItsStatus(int status) {
        assertThat(refused("/ws/refuse-" + status).getStatus()).isEqualTo(status);
    }

    @Test
    void theSubprotocolIsNegotiatedWithThePod() {
        var socket = client.open("/ws/lobby", List.of("chat.v1", "bearer.abc"));

        assertThat(socket.subProtocol()).isEqualTo("chat.v1");
        assertThat(headers(socket).getString("sec-websocket-protocol"))
                .contains("chat.v1")
                .contains("bearer.abc");
    }

    @Test
    void theSocketsOfARoomMeetOnOnePodWhicheverDoorTheyTake() {
        for (String room : List.of("tea", "coffee", "mate", "water", "lobby")) {
            var pods =
                    List.of(
                            "/ws/" + room,
                            "/ws/" + room + "?since=1",
                            "/chat?user_id=a&room_id=" + room);
            assertThat(pods.stream().map(this::pod).distinct()).hasSize(1);
        }
        assertThat(pod("/chat?user_id=b")).isEqualTo(pod("/ws/lobby"));
    }

    @Test
    void aPodThatNobodyAnswersAtCostsNoHandshake() {
        assertThat(IntStream.range(0, 30).mapToObj(i -> pod("/ws/room" + i)).distinct().toList())
                .containsExactlyInAnyOrder("chat-a", "chat-b");
    }

    @Test
    void aCookieOpensASocketOnlyForAnAllowedPage() {
        String cookie = "access_token=abc";

        var headers =
                headers(
                        client.open(
                                "/ws/lobby",
                                List.of(),
                                "Cookie",
                                cookie,
                                "Origin",
                                "http://localhost:8000"));

        assertThat(headers.getString("authorization")).isEqualTo("Bearer abc");
        assertThat(headers.containsKey("cookie")).isFalse();
        assertThat(code(refused("/ws/lobby", "Cookie", cookie))).isEqualTo("origin_missing");
        assertThat(code(refused("/ws/lobby", "Cookie", cookie, "Origin", "http://evil.example")))
                .isEqualTo("origin_not_allowed");
    }

    @Test
    void aPageThatIsNotAllowedGetsNoSocketWhateverItBrings() {
        assertThat(
                        refused(
                                        "/ws/lobby",
                                        "Authorization",
                                        "Bearer abc",
                                        "Origin",
                                        "http://evil.example")
                                .getStatus())
                .isEqualTo(403);
        assertThat(refused("/chat?user_id=eve", "Origin", "http://evil.example").getStatus())
                .isEqualTo(403);
    }

    @Test
    void aTokenOfOnesOwnNeedsNoOrigin() {
        var headers = headers(client.open("/ws/lobby", List.of(), "Authorization", "Bearer own"));

        assertThat(headers.getString("authorization")).isEqualTo("Bearer own");
        assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
    }

    @Test
    void aPlainCallOfASocketPathIsToldSo() {
        var answer = new EdgeClient().get("/ws/lobby");

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("upgrade")).contains("websocket");
    }

    private UpgradeRejectedException refused(String path, String... headers) {
        var thrown =
                catchThrowableOfType(
                        CompletionException.class, () -> client.open(path, List.of(), headers));
        assertThat(thrown.getCause()).isInstanceOf(UpgradeRejectedException.class);
        return (UpgradeRejectedException) thrown.getCause();
    }

    private static String code(UpgradeRejectedException refusal) {
        assertThat(refusal.getStatus()).isEqualTo(403);
        assertThat(refusal.getHeaders().contains("content-security-policy")).isTrue();
        return refusal.getBody().toJsonObject().getString("code");
    }

    private String pod(String path) {
        var socket = client.open(path);
        String pod = new JsonObject(socket.next()).getString("service");
        socket.close(1000);
        return pod;
    }

    private static JsonObject headers(SocketClient.Socket socket) {
        return new JsonObject(socket.next()).getJsonObject("headers");
    }
}
