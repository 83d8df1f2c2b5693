package chatroom.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.product.SharedProduct;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Every call that a service documents is there and answers as documented: [Witness] looks at each.
@Order(4)
class OpenApiIT {

    /// Twilio's and the services' own doors: their tests knock there, clients do not.
    private static final Set<String> NOT_FOR_CLIENTS =
            Set.of("POST /internal/tokens", "POST /sms/incoming", "POST /sms/status");

    /// These need a carrier: the tests of SMS call them, under the same witness.
    private static final Set<String> OF_PHONES =
            Set.of(
                    "POST /sms/verify",
                    "POST /sms/confirm",
                    "GET /api/me/phone",
                    "PATCH /api/me/phone");

    private final Api anyone = Api.at(SharedProduct.get().url());
    private final Account somebody = anyone.signUp(SharedProduct.name("documented"));
    private final Api api = somebody.api();

    @Test
    void everyDocumentedCallAnswersAsDocumented() {
        callIdentity();
        callAdmin();
        callRooms();
        callPersonasAndSms();
        // The last: it ends the session.
        api.post("/logout", Map.of()).expect(204);

        OpenApi documents = Witness.documents();
        Set<String> silent =
                documents.operations().stream()
                        .filter(call -> !documents.answered().contains(call))
                        .map(OpenApi.Operation::toString)
                        .filter(call -> !NOT_FOR_CLIENTS.contains(call))
                        .filter(call -> !OF_PHONES.contains(call))
                        .collect(Collectors.toSet());
        assertThat(silent).as("documented, but nobody answers").isEmpty();
        assertThat(documents.answered()).hasSizeGreaterThan(30);
    }

    private void callIdentity() {
        anyone.get("/.well-known/jwks.json").expect(200);
        api.get("/api/me").expect(200);
        api.patch("/api/me", Map.of("username", somebody.name())).expect(200);
        JsonNode again = signIn(somebody.name(), "violet kettle orbit " + somebody.name());
        anyone.post("/refresh", Map.of("refresh_token", again.path("refresh_token").asText()))
                .expect(200);
        JsonNode sessions = api.get("/api/me/sessions").expect(200).json().path("items");
        String other =
                sessions.valueStream()
                        .filter(session -> !session.path("current").asBoolean())
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        api.delete("/api/me/sessions/" + other).expect(204);
    }

    private void callAdmin() {
        JsonNode admin = signIn("admin", SharedProduct.ADMIN_PASSWORD);
        Api asAdmin = anyone.as(admin.path("access_token").asText());
        asAdmin.get("/api/users?q=" + somebody.name()).expect(200);
        asAdmin.patch("/api/users/" + somebody.id(), Map.of("disabled", false)).expect(200);
        for (String list : List.of("numbers", "rooms", "suppressions", "deliveries", "costs")) {
            asAdmin.get("/api/admin/sms/" + list).expect(200);
        }
        // An admin sees what a persona is told.
        JsonNode curie = asAdmin.get("/api/personas/curie").expect(200).json();
        assertThat(curie.path("system_prompt").asText()).isNotEmpty();
    }

    private void callRooms() {
        String room = somebody.makeRoom("documented", "What is written down", List.of("curie"));
        String path = "/api/rooms/" + room;
        api.get("/api/rooms").expect(200);
        api.get(path).expect(200);
        api.get(path + "/members").expect(200);
        api.get(path + "/presence").expect(200);
        JsonNode theme = api.get(path + "/theme").expect(200).json();
        api.put(path + "/theme", theme).expect(200);
        JsonNode ai = api.get(path + "/ai").expect(200).json();
        api.put(path + "/ai", ai).expect(200);
        var said = Map.of("content", "@curie what is radium?", "client_id", "documented-1");
        long seq = api.post(path + "/messages", said).expect(201).json().path("seq").asLong();
        api.post(path + "/messages", said).expect(200);
        api.get(path + "/messages").expect(200);
        api.put(path + "/read", Map.of("seq", seq)).expect(204);
        api.post("/api/rooms/lobby/join", Map.of()).expect(200);
        api.delete("/api/rooms/lobby/leave").expect(204);
        anyone.get("/clients").expect(200);
    }

    private void callPersonasAndSms() {
        anyone.get("/api/personas").expect(200);
        anyone.get("/api/personas/curie").expect(200);
        anyone.get("/sms/consent").expect(200);
        api.delete("/api/me/phone").expect(204);
    }

    private JsonNode signIn(String name, String password) {
        return anyone.post("/login", Map.of("username", name, "password", password))
                .expect(200)
                .json();
    }
}
