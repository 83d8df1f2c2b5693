package chatroom.e2e.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Api.Answer;
import chatroom.e2e.client.Door;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.product.SharedProduct;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text and names from outside, through every door of the running product.
@Order(4)
class TextIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI origin = SharedProduct.get().url();
    private final Api anyone = Api.at(origin);

    @Test
    @DisplayName("A1: a client_id that can not be stored is refused, and the room goes on")
    void aNulInAClientIdStopsNothing() {
        Account author = anyone.signUp(SharedProduct.name("author"));
        Account reader = anyone.signUp(SharedProduct.name("reader"));
        String room = author.makeRoom(SharedProduct.name("text"), "anything", List.of());
        String messages = "/api/rooms/" + room + "/messages";
        reader.join(room);

        Answer refused =
                author.api().post(messages, "{\"content\":\"x\",\"client_id\":\"a\\u0000b\"}");
        refused.expect(400);
        assertThat(refused.json().at("/violations/0/field").asText()).isEqualTo("client_id");
        try (RoomClient socket = RoomClient.enter(origin, author.door(room))) {
            socket.await("history", frame -> frame.event().equals("history"));
            socket.raw("{\"type\":\"message\",\"text\":\"x\",\"client_id\":\"a\\u0000b\"}");
            socket.await("a refusal", frame -> frame.event().equals("error"));
        }

        Answer cleaned =
                author.api().post(messages, "{\"content\":\"zebra\\u0000cross\\u0007ing\"}");
        cleaned.expect(201);
        assertThat(cleaned.json().path("text").asText()).isEqualTo("zebracrossing");

        String id = cleaned.json().path("id").asText();
        await().atMost(TIMEOUT)
                .untilAsserted(() -> {
                    assertThat(reader.api().get(messages).body()).contains(id);
                    assertThat(reader.api().get(messages + "?q=zebracrossing").body()).contains(id);
                    assertThat(reader.api().get("/api/rooms/" + room).json().path("unread").asInt())
                            .isEqualTo(1);
                });
    }

    @ParameterizedTest
    @DisplayName(
            "D1: nobody passes for a persona, the system or an admin, as a guest or an account")
    @ValueSource(strings = {"AI_Einstein", "Еinstein", "ａｄｍｉｎ", "System", "AI_admin", "E1nstein"})
    void nobodyPassesForAnother(String name) {
        assertThat(RoomClient.knock(origin, Door.guest("lobby", name))).isEqualTo(400);
        int status =
                anyone.post(
                                "/signup",
                                Map.of(
                                        "username", name,
                                        "email", SharedProduct.name("d1") + "@example.org",
                                        "password", "violet kettle orbit " + name))
                        .status();
        assertThat(status).isIn(400, 409);
    }

    @ParameterizedTest
    @DisplayName("D2: letters with their marks are names")
    @ValueSource(strings = {"हिन्दी", "Jose\u0301"})
    void lettersWithTheirMarksAreNames(String name) {
        try (RoomClient guest = RoomClient.enter(origin, Door.guest("lobby", name))) {
            guest.await("history", frame -> frame.event().equals("history"));
        }
    }
}
