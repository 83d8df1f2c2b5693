package chatroom.identity.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chatroom.events.EventJson;
import chatroom.events.SessionRevoked;
import chatroom.identity.ServiceTest;
import chatroom.identity.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogoutTest extends ServiceTest {

    @Test
    void itEndsTheSessionAndTellsWhoHoldsItsSockets() {
        Response signedUp = signup(freshName());
        String token = signedUp.path("access_token");
        long begun = System.nanoTime();
        Response answer = as(token).post("/logout");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().getValues("Set-Cookie"))
                .hasSize(3)
                .allMatch(cookie -> cookie.contains("=; Max-Age=0"));

        byte[] told = Topic.await(SessionRevoked.TOPIC, signedUp.path("user.id"), 1).getFirst();
        assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
        assertThat(EventJson.read(told, SessionRevoked.class).sessionId())
                .isEqualTo(Claims.session(token));
        as(token).get("/api/me").then().statusCode(401).body("code", equalTo("session_ended"));
        refresh(signedUp.path("refresh_token")).then().statusCode(401);
    }

    @Test
    void aSecondLogoutIsNoError() {
        String token = signup(freshName()).path("access_token");
        as(token).post("/logout").then().statusCode(204);
        as(token).post("/logout").then().statusCode(204);
    }

    @Test
    void anApiClientMayLogOutByItsRefreshToken() {
        Response signedUp = signup(freshName());
        json(Map.of("refresh_token", signedUp.path("refresh_token")))
                .post("/logout")
                .then()
                .statusCode(204);
        as(signedUp.path("access_token")).get("/api/me").then().statusCode(401);
    }

    @Test
    void otherSessionsGoOn() {
        String name = freshName();
        Response first = signup(name);
        Response second = login(name, PASSWORD);
        as(first.path("access_token")).post("/logout");
        as(second.path("access_token")).get("/api/me").then().statusCode(200);
    }

    @Test
    void withoutATokenThereIsNothingToEnd() {
        given().post("/logout").then().statusCode(401).body("code", equalTo("unauthenticated"));
        as("nonsense").post("/logout").then().statusCode(401);
        json(Map.of("refresh_token", "x".repeat(43))).post("/logout").then().statusCode(401);
    }
}
