package chatroom.e2e.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Door;
import chatroom.e2e.client.Frame;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.SharedProduct;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// The scripts of the original product document, replayed frame by frame and call by call.
@Order(2)
class SpecScriptsIT {

    private final Product product = SharedProduct.get();
    private final Api anyone = Api.at(product.url());

    /// tests/test_websocket.py
    @Test
    void theFirstFrameIsTheJoinOfOneself() {
        try (var socket = RoomClient.enter(product.url(), chat("testuser"))) {
            Frame first = socket.frames().getFirst();
            assertThat(first.event()).isEqualTo("join");
            assertThat(first.text()).contains("testuser");
            assertThat(socket.frames().get(1).event()).isEqualTo("history");
        }
    }

    /// tests/test_auth.py
    @Test
    void signingUpAnswers201WithAnAccessToken() {
        JsonNode answer =
                anyone.post(
                                "/signup",
                                Map.of(
                                        "username", "newuser",
                                        "email", "new@example.com",
                                        "password", "SecurePass123!"))
                        .expect(201)
                        .json();
        assertThat(answer.path("access_token").asText()).isNotEmpty();
    }

    /// tests/test_auth.py
    @Test
    void aWrongPasswordAnswers401() {
        anyone.post("/login", Map.of("username", "user", "password", "wrongpassword")).expect(401);
        Account known = anyone.signUp(SharedProduct.name("known"));
        anyone.post("/login", Map.of("username", known.name(), "password", "wrongpassword"))
                .expect(401);
    }

    /// k6_test.js
    @Test
    void plainTextIsAMessageThatEverybodyReceives() {
        try (var one = RoomClient.enter(product.url(), chat("loadtest1"));
                var two = RoomClient.enter(product.url(), chat("loadtest2"))) {
            one.raw("Hello from k6!");
            for (RoomClient client : List.of(one, two)) {
                Frame heard =
                        client.await(
                                "the line",
                                frame ->
                                        frame.is("user")
                                                && frame.sender().equals("loadtest1")
                                                && frame.text().equals("Hello from k6!"));
                assertThat(Instant.parse(heard.json().path("ctime").asText()))
                        .isAfter(Instant.EPOCH);
            }
            two.raw("{\"not\":\"typed\"}");
            one.await("JSON without a type", frame -> frame.text().equals("{\"not\":\"typed\"}"));
            two.raw("Hello, everyone!");
            one.await("the spec's greeting", frame -> frame.text().equals("Hello, everyone!"));
        }
    }

    /// locustfile.py, with a password that the rules allow and without joining
    @Test
    void locustPostsAndReadsInRoom1() {
        anyone.signUp(SharedProduct.name("maker")).makeRoom("room_1", "Load", List.of());
        Account signedUp = anyone.signUp("user_1");
        JsonNode signedIn =
                anyone.post(
                                "/login",
                                Map.of(
                                        "username",
                                        signedUp.name(),
                                        "password",
                                        "violet kettle orbit user_1"))
                        .expect(200)
                        .json();
        Api user = anyone.as(signedIn.path("access_token").asText());
        user.post("/api/rooms/room_1/messages", Map.of("content", "Hello from load test!"))
                .expect(201);
        JsonNode page = user.get("/api/rooms/room_1/messages?limit=20").expect(200).json();
        assertThat(page.path("items").get(0).path("text").asText())
                .isEqualTo("Hello from load test!");
    }

    @Test
    void aNameThatBeginsWithAnAtSignIsRefused() {
        assertThat(RoomClient.knock(product.url(), chat("@system"))).isEqualTo(400);
    }

    @Test
    void aNameThatIsOnlineAlreadyIsRefused() {
        try (var first = RoomClient.enter(product.url(), chat("twin"))) {
            assertThat(RoomClient.knock(product.url(), chat("twin"))).isEqualTo(400);
            first.raw("still here");
            first.await("its own line", frame -> frame.text().equals("still here"));
        }
    }

    @Test
    void aNameOfAnAccountIsRefused() {
        Account known = anyone.signUp(SharedProduct.name("owner"));
        org.awaitility.Awaitility.await()
                .untilAsserted(() ->
                        assertThat(RoomClient.knock(product.url(), chat(known.name())))
                                .isEqualTo(400));
    }

    @Test
    void whoLeavesIsAnnounced() {
        try (var stays = RoomClient.enter(product.url(), chat("stays"))) {
            RoomClient.enter(product.url(), chat("goes")).close();
            Frame left = stays.await("the leave", frame -> frame.text().equals("goes leave"));
            assertThat(left.event()).isEqualTo("leave");
            assertThat(left.sender()).isEqualTo("@system");
        }
    }

    @Test
    void clientsTellsWhoIsOnline() {
        try (var client = RoomClient.enter(product.url(), chat("visible"))) {
            assertThat(client.frames()).isNotEmpty();
            org.awaitility.Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(
                                            anyone.get("/clients")
                                                    .expect(200)
                                                    .json()
                                                    .path("items")
                                                    .findValuesAsText("name"))
                                    .contains("visible"));
        }
    }

    private static Door chat(String name) {
        return new Door("/chat?user_id=" + name, null);
    }
}
