package chatroom.chat.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import chatroom.standalone.testing.InfrastructureResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an outsider can learn of a private room: nothing (E2).
@QuarkusTest
@QuarkusTestResource(InfrastructureResource.class)
@QuarkusTestResource(TestIdentity.class)
class PrivateRoomsTest {

    @TestHTTPResource("/")
    URI http = URI.create("http://unset");

    private final String owner = "owner_" + UUID.randomUUID().toString().substring(0, 8);
    private final String ownersToken = TestIdentity.token(UUID.randomUUID(), owner);
    private final String outsidersToken = TestIdentity.token(UUID.randomUUID(), "outsider");

    @Test
    void clientsNamesOnlyRoomsThatTheCallerMayKnow() {
        String hidden = room("private");
        String open = room("public");
        try (Socket inside = Socket.open(ws("ws/" + hidden), ownersToken)) {
            inside.next("history");
            assertThat(roomsOfOwner(null)).isNull();
            assertThat(roomsOfOwner(outsidersToken)).isNull();
            assertThat(roomsOfOwner(ownersToken)).containsExactly(hidden);
            try (Socket alsoOutside = Socket.open(ws("ws/" + open), ownersToken)) {
                alsoOutside.next("history");
                assertThat(roomsOfOwner(outsidersToken)).containsExactly(open);
                assertThat(roomsOfOwner(ownersToken)).containsExactlyInAnyOrder(hidden, open);
            }
        }
    }

    @Test
    void aReplyNamesOnlyMessagesOfItsRoom() {
        String hidden = room("private");
        String open = room("public");
        String secret = post(hidden, Map.of("content", "secret")).path("id");
        String known = post(open, Map.of("content", "known")).path("id");

        Response foreign = post(open, Map.of("content", "re", "reply_to", secret));
        Response absent =
                post(open, Map.of("content", "re", "reply_to", UUID.randomUUID().toString()));

        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(absent.statusCode()).isEqualTo(400);
        assertThat(without(foreign, "trace_id")).isEqualTo(without(absent, "trace_id"));
        assertThat((String) foreign.path("code")).isEqualTo("unknown_reply_to");
        post(open, Map.of("content", "re", "reply_to", known)).then().statusCode(201);
        post(hidden, Map.of("content", "re", "reply_to", secret)).then().statusCode(201);
    }

    @Test
    void aFrameThatRepliesToAMessageOfAnotherRoomIsRefused() {
        String hidden = room("private");
        String open = room("public");
        String secret = post(hidden, Map.of("content", "secret")).path("id");
        try (Socket socket = Socket.open(ws("ws/" + open), ownersToken)) {
            socket.next("history");
            String frame =
                    "{\"type\":\"message\",\"text\":\"re\",\"client_id\":\"%s\",\"reply_to\":\"%s\"}";
            socket.send(frame.formatted("a", secret));
            JsonNode foreign = socket.next("error");
            assertThat(foreign.at("/data/code").asText()).isEqualTo("unknown_reply_to");
            assertThat(foreign.get("client_id").asText()).isEqualTo("a");

            socket.send("first");
            String first = socket.next("user").get("id").asText();
            socket.send(frame.formatted("b", first));
            assertThat(socket.next("ack").get("client_id").asText()).isEqualTo("b");
        }
    }

    private @Nullable List<String> roomsOfOwner(@Nullable String token) {
        RequestSpecification caller = token == null ? given() : given().auth().oauth2(token);
        return caller.get("/clients")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.name == '%s' }?.rooms".formatted(owner));
    }

    private static Map<String, Object> without(Response answer, String field) {
        var fields = new HashMap<String, Object>(answer.jsonPath().getMap(""));
        fields.remove(field);
        return fields;
    }

    private Response post(String room, Map<String, String> message) {
        return given().auth()
                .oauth2(ownersToken)
                .contentType("application/json")
                .body(message)
                .post("/api/rooms/" + room + "/messages");
    }

    private String room(String visibility) {
        String id = "r" + UUID.randomUUID();
        given().auth()
                .oauth2(ownersToken)
                .contentType("application/json")
                .body(Map.of("id", id, "name", "Room", "visibility", visibility))
                .post("/api/rooms")
                .then()
                .statusCode(201);
        return id;
    }

    private URI ws(String path) {
        return URI.create("ws://%s:%d/%s".formatted(http.getHost(), http.getPort(), path));
    }
}
