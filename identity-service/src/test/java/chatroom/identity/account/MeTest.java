package chatroom.identity.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chatroom.events.EventJson;
import chatroom.events.UserState;
import chatroom.identity.ServiceTest;
import chatroom.identity.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MeTest extends ServiceTest {

    @Test
    void oneSeesOnesOwnAccount() {
        String name = freshName();
        Response signedUp = signup(name);
        Map<String, Object> me =
                as(signedUp.path("access_token"))
                        .get("/api/me")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("$");
        assertThat(me)
                .containsOnlyKeys("id", "username", "email", "is_admin", "created_at")
                .isEqualTo(signedUp.path("user"));
    }

    @Test
    void withoutATokenNobodyIsAnybody() {
        given().get("/api/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void aNewNameIsPublishedAndTheNextTokenBearsIt() {
        Response signedUp = signup(freshName());
        String token = signedUp.path("access_token");
        String name = freshName();
        change(token, Map.of("username", name, "is_admin", true))
                .then()
                .statusCode(200)
                .body("username", equalTo(name))
                .body("is_admin", equalTo(false));
        byte[] told = Topic.await(UserState.TOPIC, signedUp.path("user.id"), 2).getLast();
        assertThat(EventJson.read(told, UserState.class).username()).isEqualTo(name);
        refresh(signedUp.path("refresh_token")).then().body("user.username", equalTo(name));
    }

    @Test
    void onlyTheCaseOfOnesNameMayChange() {
        String name = freshName();
        String token = signup(name).path("access_token");
        change(token, Map.of("username", name.toUpperCase()))
                .then()
                .statusCode(200)
                .body("username", equalTo(name.toUpperCase()));
    }

    @Test
    void aNameThatSomebodyHasIsRefused() {
        String taken = freshName();
        signup(taken);
        String token = signup(freshName()).path("access_token");
        change(token, Map.of("username", taken))
                .then()
                .statusCode(409)
                .body("code", equalTo("username_taken"));
        change(token, Map.of("username", "@nobody")).then().statusCode(400);
    }

    @Test
    void aNewAddressNeedsThePassword() {
        String name = freshName();
        String token = signup(name).path("access_token");
        String email = freshName() + "@example.org";
        change(token, Map.of("email", email))
                .then()
                .statusCode(403)
                .body("code", equalTo("wrong_password"));
        change(token, Map.of("email", email, "current_password", "wrongpassword"))
                .then()
                .statusCode(403);
        change(token, Map.of("email", email, "current_password", PASSWORD))
                .then()
                .statusCode(200)
                .body("email", equalTo(email));
        login(email, PASSWORD).then().statusCode(200);
    }

    private static Response change(String token, Map<String, Object> wanted) {
        return json(wanted).header("Authorization", "Bearer " + token).patch("/api/me");
    }
}
