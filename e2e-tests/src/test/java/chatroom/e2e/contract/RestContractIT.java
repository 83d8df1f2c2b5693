package chatroom.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Api.Answer;
import chatroom.e2e.product.Repository;
import chatroom.e2e.product.SharedProduct;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What clients may rely on over HTTP: the paths that services document, the fields of answers, the
/// shape of lists and of problems.
@Order(3)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestContractIT {

    private final Api anyone = Api.at(SharedProduct.get().url());
    private final Account somebody = anyone.signUp(SharedProduct.name("somebody"));

    @ParameterizedTest(name = "{0} documents {1} {2}")
    @CsvSource({
        "identity, post, /signup",
        "identity, post, /login",
        "identity, post, /refresh",
        "identity, post, /logout",
        "identity, get, /api/me",
        "identity, patch, /api/me",
        "identity, get, /api/me/sessions",
        "identity, delete, /api/me/sessions/{id}",
        "identity, get, /api/users",
        "identity, patch, /api/users/{id}",
        "identity, get, /.well-known/jwks.json",
        "chat, get, /api/rooms",
        "chat, post, /api/rooms",
        "chat, get, /api/rooms/{id}",
        "chat, post, /api/rooms/{id}/join",
        "chat, delete, /api/rooms/{id}/leave",
        "chat, get, /api/rooms/{id}/members",
        "chat, get, /api/rooms/{id}/presence",
        "chat, get, /api/rooms/{id}/theme",
        "chat, put, /api/rooms/{id}/theme",
        "chat, get, /api/rooms/{id}/ai",
        "chat, put, /api/rooms/{id}/ai",
        "chat, get, /api/rooms/{id}/messages",
        "chat, post, /api/rooms/{id}/messages",
        "chat, put, /api/rooms/{id}/read",
        "chat, get, /clients"
    })
    void aServiceDocumentsItsPaths(String service, String method, String path) throws IOException {
        JsonNode document =
                new ObjectMapper()
                        .readTree(
                                Repository.file(service + "-service/target/openapi/openapi.json")
                                        .toFile());
        JsonNode paths = document.path("paths");
        assertThat(paths.properties()).extracting(Map.Entry::getKey).contains(path);
        assertThat(paths.path(path).has(method)).as(method + " " + path).isTrue();
    }

    @Test
    void aSessionHasItsFields() {
        JsonNode signedIn =
                anyone.post(
                                "/login",
                                Map.of(
                                        "username",
                                        somebody.name(),
                                        "password",
                                        "violet kettle orbit " + somebody.name()))
                        .expect(200)
                        .json();
        assertThat(fields(signedIn))
                .contains("access_token", "token_type", "expires_in", "refresh_token", "user");
        assertThat(fields(signedIn.path("user"))).contains("id", "username");
        JsonNode keys = anyone.get("/.well-known/jwks.json").expect(200).json().path("keys");
        assertThat(keys).isNotEmpty();
        assertThat(keys.get(0).path("crv").asText()).isEqualTo("P-256");
        assertThat(keys.get(0).has("d")).as("the private part of a key").isFalse();
        assertThat(fields(somebody.api().get("/api/me").expect(200).json()))
                .contains("id", "username", "email");
    }

    @Test
    void aRoomHasItsFields() {
        String room = somebody.makeRoom("fields", "What is in an answer", List.of("curie"));
        JsonNode answer = somebody.api().get("/api/rooms/" + room).expect(200).json();
        assertThat(fields(answer))
                .contains("id", "name", "theme", "visibility", "role", "unread", "last_seq")
                .contains("online", "guidelines", "personas");
        assertThat(answer.path("role").asText()).isEqualTo("admin");
        assertThat(answer.path("last_seq").asLong()).isEqualTo(-1);
        assertThat(fields(somebody.api().get("/api/rooms/fields/theme").expect(200).json()))
                .contains("description", "guidelines", "active_personas");
        assertThat(fields(somebody.api().get("/api/rooms/fields/ai").expect(200).json()))
                .contains("max_replies_per_message", "ai_to_ai", "respond_when")
                .contains("daily_token_limit", "cooldown");
        somebody.api().post("/api/rooms", Map.of("id", room, "name", "Again")).expect(409);
        assertThat(somebody.api().get("/api/rooms/fields/members").json().path("items")).hasSize(1);
    }

    @Test
    void aMessageHasItsFieldsAndIsTheSameUnderItsClientId() {
        somebody.makeRoom("fields-of-messages", "", List.of());
        var body = Map.of("content", "hello", "client_id", "mine-1", "no_such_field", 1);
        JsonNode message =
                somebody.api()
                        .post("/api/rooms/fields-of-messages/messages", body)
                        .expect(201)
                        .json();
        assertThat(fields(message))
                .contains("id", "room_id", "seq", "sender", "user_id", "role", "text", "ctime")
                .contains("reactions", "client_id", "via");
        assertThat(UUID.fromString(message.path("id").asText())).isNotNull();
        assertThat(message.path("ctime").asText()).matches(".*T.*\\.\\d{3}Z");
        assertThat(Instant.parse(message.path("ctime").asText())).isAfter(Instant.EPOCH);
        assertThat(message.path("via").asText()).isEqualTo("api");
        JsonNode again =
                somebody.api()
                        .post("/api/rooms/fields-of-messages/messages", body)
                        .expect(200)
                        .json();
        assertThat(again).isEqualTo(message);
        JsonNode page =
                somebody.api().get("/api/rooms/fields-of-messages/messages").expect(200).json();
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("items").get(0)).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0} is a list")
    @CsvSource({
        "/api/rooms",
        "/api/rooms/lobby/messages",
        "/api/rooms/lobby/members",
        "/api/rooms/lobby/presence",
        "/api/personas",
        "/clients",
        "/api/me/sessions"
    })
    void aListHasItemsAndTheWayOn(String path) {
        JsonNode list = somebody.api().get(path).expect(200).json();
        assertThat(list.path("items").isArray()).as(list.toString()).isTrue();
        assertThat(list.has("next")).as(list.toString()).isTrue();
    }

    @Test
    void aPersonaHasItsFieldsAndKeepsItsPromptToItself() {
        JsonNode personas = anyone.get("/api/personas").expect(200).json().path("items");
        assertThat(personas).hasSizeGreaterThanOrEqualTo(5);
        for (JsonNode persona : personas) {
            assertThat(fields(persona))
                    .contains("name", "display_name", "avatar", "description", "tags", "is_active")
                    .contains("provider")
                    .doesNotContain("system_prompt");
        }
        assertThat(anyone.get("/api/personas/einstein").expect(200).json().path("name").asText())
                .isEqualTo("einstein");
    }

    @Test
    void unknownAndServerOwnedFieldsHaveNoEffect() {
        String name = SharedProduct.name("modest");
        JsonNode user =
                anyone.post(
                                "/signup",
                                Map.of(
                                        "username",
                                        name,
                                        "email",
                                        name + "@example.org",
                                        "password",
                                        "violet kettle orbit " + name,
                                        "is_admin",
                                        true,
                                        "id",
                                        UUID.randomUUID().toString()))
                        .expect(201)
                        .json()
                        .path("user");
        assertThat(user.path("is_admin").asBoolean()).isFalse();
        somebody.api()
                .post(
                        "/api/rooms",
                        Map.of("id", "extra", "name", "Extra", "epoch", "x", "version", 7))
                .expect(201);
    }

    static Stream<Arguments> refusals() {
        var weak = Map.of("username", "weak", "email", "weak@example.org", "password", "password");
        return Stream.of(
                Arguments.of("GET", "/api/rooms", null, false, 401),
                Arguments.of("GET", "/api/me", null, false, 401),
                Arguments.of("GET", "/api/rooms/nowhere", null, true, 404),
                Arguments.of("GET", "/api/personas/nobody", null, true, 404),
                Arguments.of("GET", "/api/nothing", null, true, 404),
                Arguments.of("POST", "/api/rooms", "{", true, 400),
                Arguments.of(
                        "POST", "/api/rooms", Map.of("id", "Not An Id", "name", "x"), true, 400),
                Arguments.of(
                        "POST",
                        "/api/rooms/lobby/messages",
                        Map.of("content", "x".repeat(4_001)),
                        true,
                        413),
                Arguments.of(
                        "POST", "/api/rooms/lobby/messages", Map.of("content", " "), true, 400),
                Arguments.of("POST", "/signup", weak, false, 422),
                Arguments.of(
                        "POST",
                        "/login",
                        Map.of("username", "nobody", "password", "violet kettle orbit"),
                        false,
                        401));
    }

    @ParameterizedTest(name = "{0} {1} → {4}")
    @MethodSource("refusals")
    void aRefusalIsAProblemWithACodeAndATrace(
            String method, String path, Object body, boolean signedIn, int status) {
        Api api = signedIn ? somebody.api() : anyone;
        Answer answer = method.equals("GET") ? api.get(path) : api.post(path, body);
        answer.expect(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        for (String field : List.of("title", "detail", "instance", "code", "trace_id")) {
            assertThat(problem.path(field).asText()).as(field + " of " + answer).isNotEmpty();
        }
        assertThat(problem.path("code").asText()).matches("[a-z_]+");
    }

    private static List<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
