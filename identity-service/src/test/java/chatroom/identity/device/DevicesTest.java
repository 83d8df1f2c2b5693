package chatroom.identity.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chatroom.identity.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DevicesTest extends ServiceTest {

    @Test
    void oneSeesOnesSessionsAndEndsAnyOfThem() {
        String name = freshName();
        String here = signup(name).path("access_token");
        Response there =
                json(Map.of("username", name, "password", PASSWORD))
                        .header("User-Agent", "Telephone/1.0 " + "x".repeat(500))
                        .post("/login");
        Response listed = as(here).get("/api/me/sessions");
        assertThat(listed.<List<Boolean>>path("items.current")).containsExactly(false, true);
        assertThat(listed.<String>path("items[0].user_agent"))
                .startsWith("Telephone/1.0 ")
                .hasSize(300);
        assertThat(listed.<String>path("items[0].ip")).isEqualTo("127.0.0.1");

        String other = listed.path("items[0].id");
        as(here).delete("/api/me/sessions/" + other).then().statusCode(204);
        as(there.path("access_token")).get("/api/me").then().statusCode(401);
        as(here).get("/api/me/sessions").then().body("items.size()", equalTo(1));
    }

    @Test
    void aSessionOfSomebodyElseIsNotThere() {
        String theirs = signup(freshName()).path("access_token");
        String id = as(theirs).get("/api/me/sessions").path("items[0].id");
        String mine = signup(freshName()).path("access_token");
        as(mine).delete("/api/me/sessions/" + id).then().statusCode(404);
        as(theirs).get("/api/me").then().statusCode(200);
    }
}
