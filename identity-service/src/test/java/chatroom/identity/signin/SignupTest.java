package chatroom.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import chatroom.events.EventJson;
import chatroom.events.PersonaState;
import chatroom.events.UserState;
import chatroom.identity.ServiceTest;
import chatroom.identity.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SignupTest extends ServiceTest {

    @Test
    void anApiClientGetsTheAccountAndItsTokensInTheBody() {
        String name = freshName();
        signup(name)
                .then()
                .statusCode(201)
                .body("access_token", notNullValue())
                .body("refresh_token", matchesPattern("[\\w-]{43}"))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900))
                .body("user.username", equalTo(name))
                .body("user.email", equalTo(name + "@example.com"))
                .body("user.is_admin", equalTo(false))
                .body("user.id", matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7.*"))
                .body(
                        "user.created_at",
                        matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .header("Cache-Control", containsString("no-store"));
    }

    @Test
    void otherServicesHearOfANewAccount() {
        String name = freshName();
        String id = signup(name).path("user.id");
        byte[] told = Topic.await(UserState.TOPIC, id, 1).getFirst();
        UserState state = EventJson.read(told, UserState.class);
        assertThat(state.username()).isEqualTo(name);
        assertThat(state.isAdmin()).isFalse();
        assertThat(state.disabled()).isFalse();
    }

    @Test
    void whatTheServerOwnsHasNoEffectAndWhatIsUnknownIsIgnored() {
        String name = freshName();
        String token =
                json(Map.of(
                                "username",
                                name,
                                "email",
                                name + "@example.com",
                                "password",
                                PASSWORD,
                                "is_admin",
                                true,
                                "isAdmin",
                                true,
                                "id",
                                "019ab000-0000-7000-8000-00000000000a",
                                "disabled",
                                true,
                                "favourite_colour",
                                "green"))
                        .post("/signup")
                        .then()
                        .statusCode(201)
                        .body("user.is_admin", equalTo(false))
                        .extract()
                        .path("access_token");
        as(token).get("/api/me").then().statusCode(200).body("is_admin", equalTo(false));
        as(token).get("/api/users").then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void aNameIsTakenWithoutCaseAndInEveryWayOfWritingIt() {
        String name = freshName();
        signup(name);
        for (String same : List.of(name.toUpperCase(), "\uff35" + name.substring(1))) {
            json(Map.of("username", same, "email", freshName() + "@x.org", "password", PASSWORD))
                    .post("/signup")
                    .then()
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("code", equalTo("username_taken"));
        }
    }

    @Test
    void anAddressIsTakenWithoutCase() {
        String name = freshName();
        signup(name);
        json(Map.of(
                        "username",
                        freshName(),
                        "email",
                        name.toUpperCase() + "@Example.com",
                        "password",
                        PASSWORD))
                .post("/signup")
                .then()
                .statusCode(409)
                .body("code", equalTo("email_taken"));
    }

    @Test
    void ofManyWhoAskForANameAtOnceOneGetsIt() {
        String name = freshName();
        List<CompletableFuture<Response>> asked =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> signup(name)))
                        .limit(6)
                        .toList();
        assertThat(asked.stream().map(CompletableFuture::join).map(Response::statusCode))
                .containsOnlyOnce(201)
                .allMatch(status -> status == 201 || status == 409);
    }

    @Test
    void nobodyTakesTheNameOfAPersona() {
        var persona =
                new PersonaState(
                        "hypatia",
                        "AI Hypatia",
                        "AI_Hypatia",
                        "Measures the sky.",
                        List.of(),
                        new PersonaState.Avatar(20, "AH"),
                        "builtin",
                        true);
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", Topic.servers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(PersonaState.TOPIC, "hypatia", EventJson.write(persona)));
        }
        await().until(() -> signup("Hypatia").statusCode() == 409);
        signup("Нypatiа").then().statusCode(400);
        signup("hypat1a").then().statusCode(409).body("code", equalTo("username_taken"));
        signup("ai_hypatia")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("username")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"@alice", "a", "alice bob", "alice!", "", "\u0430lice", "a\u0000b", "a\nb"})
    void aNameThatIsNoneIsRefused(String name) {
        json(Map.of("username", name, "email", freshName() + "@x.org", "password", PASSWORD))
                .post("/signup")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed"))
                .body("violations.field", equalTo(List.of("username")));
    }

    @ParameterizedTest
    @DisplayName("D1: no account passes for the system, an admin or a persona")
    @ValueSource(
            strings = {
                "AI_admin",
                "admin",
                "ａｄｍｉｎ",
                "System",
                "m0derator",
                "админ",
                "管理员",
                "AI_bob",
                "ai-helper"
            })
    void aNameThatClaimsARoleIsRefused(String name) {
        json(Map.of("username", name, "email", freshName() + "@x.org", "password", PASSWORD))
                .post("/signup")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("username")))
                .body("violations[0].message", startsWith("must not look like"));
    }

    @Test
    @DisplayName("D1: no account looks like another")
    void aNameThatLooksLikeAnAccountIsTaken() {
        String name = "oil-" + freshName();
        signup(name).then().statusCode(201);

        signup(name.replace("oil", "0il")).then().statusCode(409);
        signup(name.replace("oil", "oiI"))
                .then()
                .statusCode(409)
                .body("code", equalTo("username_taken"));
    }

    @ParameterizedTest
    @DisplayName("D2: letters with their marks are names")
    @ValueSource(strings = {"हिन्दी", "Jose\u0301", "தமிழ்", "Nguyễn"})
    void lettersWithTheirMarksAreNames(String name) {
        String unique = name + "-" + freshName();
        json(Map.of("username", unique, "email", freshName() + "@x.org", "password", PASSWORD))
                .post("/signup")
                .then()
                .statusCode(201)
                .body("user.username", equalTo(Normalizer.normalize(unique, Normalizer.Form.NFC)));
    }

    @Test
    @DisplayName("A2: a control character is refused in every field, which is named")
    void controlCharactersAreRefused() {
        json("{\"username\":\"a\\u0000b\",\"password\":\"x\"}")
                .post("/login")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("username")));
        json("{\"username\":\"alice\",\"password\":\"\\ud800\"}")
                .post("/login")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("password")));
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        json(Map.of("username", "@x", "email", "nowhere", "password", "password1234"))
                .post("/signup")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItems("username", "email", "password"))
                .body("violations", hasSize(3))
                .body("trace_id", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void aWeakPasswordIsToldWhatIsMissing() {
        json(Map.of("username", freshName(), "email", "a@x.org", "password", "short"))
                .post("/signup")
                .then()
                .statusCode(422)
                .body("code", equalTo("weak_password"))
                .body("violations[0].field", equalTo("password"))
                .body("violations[0].message", equalTo("must have at least 12 characters"));
    }

    @Test
    void whatIsLeftOutIsAViolation() {
        json(Map.of())
                .post("/signup")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("username", "email", "password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"user", "[]", "{\"username\":{}}", "\"text\""})
    void whatIsNotOfTheFormIsMalformedAndQuotesNothing(String body) {
        json(body)
                .post("/signup")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("malformed"))
                .body("detail", equalTo("The request is not of the form that this call takes."))
                .body("trace_id", notNullValue());
    }

    @Test
    void aProblemBearsTheTraceIdOfTheRequest() {
        json("{")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .post("/signup")
                .then()
                .body("trace_id", equalTo("4bf92f3577b34da6a3ce929d0e0e4736"))
                .body("instance", equalTo("/signup"));
    }

    @Test
    void aPageGetsItsTokensInCookiesAlone() {
        String name = freshName();
        Response answer =
                json(Map.of(
                                "username", name,
                                "email", name + "@example.com",
                                "password", PASSWORD))
                        .header("Sec-Fetch-Site", "same-origin")
                        .post("/signup");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.<Map<String, Object>>path("$"))
                .containsOnlyKeys("token_type", "expires_in", "user");
        assertThat(cookie(answer, "access_token"))
                .contains("Path=/;", "HTTPOnly", "Secure", "SameSite=Strict");
        assertThat(cookie(answer, "refresh_token"))
                .contains("Path=/refresh;", "HTTPOnly", "Secure", "SameSite=Strict");
        assertThat(cookie(answer, "csrf_token"))
                .contains("Path=/;", "Secure", "SameSite=Strict")
                .doesNotContain("HTTPOnly");
    }

    @Test
    void anApiClientGetsNoCookies() {
        assertThat(signup(freshName()).cookies()).isEmpty();
    }

    private static String cookie(Response answer, String name) {
        return answer.headers().getValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
    }
}
