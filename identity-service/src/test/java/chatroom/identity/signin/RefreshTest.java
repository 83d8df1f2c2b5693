package chatroom.identity.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import chatroom.events.EventJson;
import chatroom.events.SessionRevoked;
import chatroom.identity.ServiceTest;
import chatroom.identity.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RefreshTest extends ServiceTest {

    @Test
    void aTokenIsTradedForItsSuccessorInTheSameSession() {
        Response signedUp = signup(freshName());
        String first = signedUp.path("refresh_token");
        Response answer = refresh(first);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("refresh_token")).hasSize(43).isNotEqualTo(first);
        assertThat(sessionOf(answer)).isEqualTo(sessionOf(signedUp));
        as(answer.path("access_token")).get("/api/me").then().statusCode(200);
        refresh(answer.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void allWhoRaceGetTheSameSuccessor() {
        String token = signup(freshName()).path("refresh_token");
        List<Response> answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> refresh(token)))
                        .limit(8)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        assertThat(answers.stream().map(answer -> answer.path("refresh_token")).distinct())
                .hasSize(1);
        refresh(answers.getFirst().path("refresh_token")).then().statusCode(200);
    }

    @Test
    void aTokenThatIsUsedAgainAfterTheGraceEndsItsSession() {
        Response signedUp = signup(freshName());
        String stolen = signedUp.path("refresh_token");
        Response current = refresh(stolen);
        itWasUsed(sessionOf(signedUp), "11 seconds");

        refresh(stolen).then().statusCode(401).body("code", equalTo("bad_refresh_token"));

        refresh(current.path("refresh_token")).then().statusCode(401);
        as(current.path("access_token"))
                .get("/api/me")
                .then()
                .statusCode(401)
                .body("code", equalTo("session_ended"));
        byte[] told = Topic.await(SessionRevoked.TOPIC, signedUp.path("user.id"), 1).getFirst();
        assertThat(EventJson.read(told, SessionRevoked.class).sessionId())
                .isEqualTo(sessionOf(signedUp));
    }

    @Test
    void aTokenFromFurtherBackEndsTheSessionToo() {
        Response signedUp = signup(freshName());
        String first = signedUp.path("refresh_token");
        String second = refresh(first).path("refresh_token");
        String third = refresh(second).path("refresh_token");
        itWasUsed(sessionOf(signedUp), "1 hour");
        refresh(first).then().statusCode(401);
        refresh(third).then().statusCode(401);
    }

    @Test
    void withinTheGraceAUsedTokenIsNoTheft() {
        Response signedUp = signup(freshName());
        String first = signedUp.path("refresh_token");
        String second = refresh(first).path("refresh_token");
        itWasUsed(sessionOf(signedUp), "8 seconds");
        refresh(first).then().statusCode(200).body("refresh_token", equalTo(second));
    }

    @Test
    void reuseEndsNoOtherSession() {
        String name = freshName();
        Response stolenFrom = signup(name);
        Response other = login(name, PASSWORD);
        refresh(stolenFrom.path("refresh_token"));
        itWasUsed(sessionOf(stolenFrom), "11 seconds");
        refresh(stolenFrom.path("refresh_token")).then().statusCode(401);
        refresh(other.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void anExpiredTokenIsRefused() {
        Response signedUp = signup(freshName());
        sql(
                "update identity.refresh_tokens set expires_at = now() - interval '1 second'"
                        + " where session_id = ?",
                sessionOf(signedUp));
        refresh(signedUp.path("refresh_token")).then().statusCode(401);
    }

    @Test
    void anUnknownTokenOrNoneIsRefused() {
        refresh("x".repeat(43)).then().statusCode(401);
        given().post("/refresh").then().statusCode(401).body("code", equalTo("bad_refresh_token"));
    }

    @Test
    void theTokensAreStoredAsHashesAlone() {
        Response signedUp = signup(freshName());
        String token = signedUp.path("refresh_token");
        assertThat(
                        sql(
                                "update identity.refresh_tokens set hash = hash"
                                        + " where hash = sha256(convert_to(?, 'UTF8'))",
                                token))
                .isEqualTo(1);
    }

    @Test
    void aPageRefreshesByItsCookieAndKeepsItsCsrfToken() {
        String name = freshName();
        signup(name);
        Response page =
                json(java.util.Map.of("username", name, "password", PASSWORD))
                        .header("Origin", "https://chat.example")
                        .post("/login");
        Response answer =
                given().cookies(page.cookies())
                        .header("Sec-Fetch-Site", "same-origin")
                        .post("/refresh");
        answer.then().statusCode(200).body("access_token", nullValue());
        assertThat(answer.cookie("refresh_token"))
                .hasSize(43)
                .isNotEqualTo(page.cookie("refresh_token"));
        assertThat(answer.cookie("csrf_token")).isEqualTo(page.cookie("csrf_token"));
    }

    @Test
    void aPageWhoseSessionHasEndedIsRidOfItsCookies() {
        Response answer =
                given().cookie("refresh_token", "x".repeat(43))
                        .header("Sec-Fetch-Site", "same-origin")
                        .post("/refresh");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().getValues("Set-Cookie"))
                .hasSize(3)
                .allMatch(cookie -> cookie.contains("=; Max-Age=0"));
    }

    private void itWasUsed(UUID session, String ago) {
        assertThat(
                        sql(
                                "update identity.refresh_tokens set used_at = now() - cast(? as"
                                        + " interval) where used_at is not null and session_id = ?",
                                ago,
                                session))
                .isPositive();
    }

    private static UUID sessionOf(Response answer) {
        return Claims.session(answer.path("access_token"));
    }
}
