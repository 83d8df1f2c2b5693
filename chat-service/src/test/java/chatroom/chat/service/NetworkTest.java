package chatroom.chat.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import chatroom.standalone.testing.InfrastructureResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sockets over bad networks and with bad peers. The tests run with shorter limits than the product
/// (see `TestIdentity`).
@QuarkusTest
@QuarkusTestResource(InfrastructureResource.class)
@QuarkusTestResource(TestIdentity.class)
class NetworkTest {

    private static final Duration LONGER_THAN_THE_SILENCE_LIMIT = Duration.ofSeconds(9);

    @TestHTTPResource("/chat")
    URI chat = URI.create("http://unset");

    @Inject RedisDataSource redis;

    // B1, P17
    @Test
    void aPeerThatAnswersNoPingsIsGoneWithItsName() {
        String name = guest();
        try (Socket watching = Socket.open(door(guest()));
                RawSocket silent = RawSocket.open(door(name))) {
            silent.next(RawSocket.TEXT);
            watching.next(frame -> isAbout(frame, name + " joined"));
            assertThat(Socket.handshake(door(name), null)).isEqualTo(400);

            silent.next(RawSocket.PING);

            // 6 s of silence, a sweep, a goodbye, a grace; Vert.x alone would add 10 s.
            await().atMost(Duration.ofSeconds(14)).until(() -> left(watching, name));
            given().get("/clients")
                    .then()
                    .body("items.name", org.hamcrest.Matchers.not(hasItem(name)));
            assertThat(redis.key().exists("guest:" + name)).isFalse();
            assertThat(Socket.handshake(door(name), null)).isEqualTo(101);
        }
    }

    @Test
    void aPeerThatAnswersPingsMayBeSilent() {
        String name = guest();
        try (Socket silent = Socket.open(door(name))) {
            silent.next("history");
            await().during(LONGER_THAN_THE_SILENCE_LIMIT)
                    .atMost(LONGER_THAN_THE_SILENCE_LIMIT.plusSeconds(10))
                    .until(silent::isOpen);
            given().get("/clients").then().body("items.name", hasItem(name));
        }
    }

    // B1: a page can not see pings of the protocol.
    @Test
    void aPageThatPingsIsAnswered() {
        try (Socket page = Socket.open(door(guest()))) {
            page.next("history");
            page.send("{\"type\":\"ping\"}");
            JsonNode pong = page.next("pong");
            assertThat(pong.get("sender").asText()).isEqualTo("@system");
            assertThat(pong.get("room_id").asText()).isEqualTo("lobby");
        }
    }

    @Test
    void aFloodOfPingsIsNotAnsweredOneByOne() {
        try (Socket page = Socket.open(door(guest()))) {
            page.next("history");
            for (int i = 0; i < 2_000; i++) {
                page.send("{\"type\":\"ping\"}");
            }
            page.send("Still here");
            page.next(frame -> isAbout(frame, "Still here"));
            assertThat(page.passedOver("pong")).isBetween(1L, 1_000L);
        }
    }

    // E6
    @ParameterizedTest
    @ValueSource(
            ints = {
                RawSocket.FINAL | 0x3, // reserved opcode
                RawSocket.FINAL | 0x40 | RawSocket.TEXT, // extension that was not negotiated
                RawSocket.FINAL | RawSocket.CONTINUATION, // continues nothing
                RawSocket.CLOSE // a control frame in fragments
            })
    void aMalformedFrameClosesWith1002(int first) {
        try (RawSocket raw = RawSocket.open(door(guest()))) {
            raw.next(RawSocket.TEXT);
            raw.send(first, bytes("hello"));
            assertThat(raw.closeCode()).isEqualTo(1002);
        }
    }

    // E6
    @Test
    void aFrameWithoutMaskClosesWith1002() {
        try (RawSocket raw = RawSocket.open(door(guest()))) {
            raw.next(RawSocket.TEXT);
            raw.write(new byte[] {(byte) 0x81, 2, 'h', 'i'});
            assertThat(raw.closeCode()).isEqualTo(1002);
        }
    }

    // E6
    @Test
    void textThatIsNotUtf8ClosesWith1007() {
        try (RawSocket raw = RawSocket.open(door(guest()))) {
            raw.next(RawSocket.TEXT);
            raw.send(RawSocket.FINAL | RawSocket.TEXT, new byte[] {'a', (byte) 0xc3, 'b'});
            assertThat(raw.closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void aCharacterMayBeSplitOverTwoFrames() {
        try (Socket watching = Socket.open(door(guest()));
                RawSocket raw = RawSocket.open(door(guest()))) {
            raw.next(RawSocket.TEXT);
            byte[] text = bytes("split é here");
            int inside = "split ".length() + 1;
            raw.send(RawSocket.TEXT, Arrays.copyOf(text, inside));
            raw.send(
                    RawSocket.FINAL | RawSocket.CONTINUATION,
                    Arrays.copyOfRange(text, inside, text.length));
            watching.next(frame -> isAbout(frame, "split é here"));
        }
    }

    // E6
    @Test
    void aFrameThatIsTooLargeClosesWith1009BeforeItHasCome() {
        try (RawSocket raw = RawSocket.open(door(guest()))) {
            raw.next(RawSocket.TEXT);
            raw.sendHead(RawSocket.FINAL | RawSocket.TEXT, 1 << 30);
            assertThat(raw.closeCode()).isEqualTo(1009);
        }
    }

    // E6
    @Test
    void aMessageThatIsTooLargeInSumClosesWith1009() {
        try (RawSocket raw = RawSocket.open(door(guest()))) {
            raw.next(RawSocket.TEXT);
            raw.send(RawSocket.TEXT, new byte[40_000]);
            raw.send(RawSocket.FINAL | RawSocket.CONTINUATION, new byte[40_000]);
            assertThat(raw.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aRefusedHandshakeIsAProblem() {
        URI bad = door("@system");
        String answer = RawSocket.refusal(bad);
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"code\":\"guest_name_refused\"")
                .contains("\"status\":400")
                .contains("\"instance\":\"/chat\"");
    }

    private static boolean left(Socket watching, String name) {
        return watching.rest().stream().anyMatch(frame -> isAbout(frame, name + " leave"));
    }

    private static boolean isAbout(JsonNode frame, String text) {
        return frame.get("text").asText().equals(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String guest() {
        return "n" + UUID.randomUUID().toString().substring(0, 8);
    }

    private URI door(String name) {
        return URI.create(
                "ws://%s:%d/chat?user_id=%s".formatted(chat.getHost(), chat.getPort(), name));
    }
}
