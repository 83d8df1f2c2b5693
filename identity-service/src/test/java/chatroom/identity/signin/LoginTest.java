package chatroom.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import chatroom.identity.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginTest extends ServiceTest {

    @Test
    void nameAndAddressServeAlikeInAnyCase() {
        String name = freshName();
        String id = signup(name).path("user.id");
        for (String login : List.of(name, name.toUpperCase(), name + "@EXAMPLE.com")) {
            login(login, PASSWORD)
                    .then()
                    .statusCode(200)
                    .body("access_token", notNullValue())
                    .body("user.id", equalTo(id));
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() {
        String name = freshName();
        signup(name);
        Response wrong = login(name, "wrongpassword");
        Response unknown = login(freshName(), "wrongpassword");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(withoutTrace(unknown)).isEqualTo(withoutTrace(wrong));
        assertThat(withoutTrace(wrong)).containsEntry("code", "bad_credentials");
        assertThat(unknown.headers().asList().stream().map(h -> h.getName()))
                .isEqualTo(wrong.headers().asList().stream().map(h -> h.getName()).toList());
    }

    /// The hash takes far longer than all the rest: were it left out, this would be a tenth.
    @Test
    void anUnknownNameTakesAsLongAsAWrongPassword() {
        String name = freshName();
        signup(name);
        long wrong = quickest(() -> login(name, "wrongpassword"));
        long unknown = quickest(() -> login(freshName(), "wrongpassword"));
        assertThat((double) unknown / wrong).isBetween(0.5, 2.0);
    }

    @Test
    void whatThePasswordMayNotBeIsNoConcernHere() {
        login(freshName(), "x").then().statusCode(401);
    }

    @Test
    void aLoginWithoutAPasswordIsRefused() {
        json(Map.of("username", "x")).post("/login").then().statusCode(400);
    }

    private static Map<String, Object> withoutTrace(Response answer) {
        Map<String, Object> body = answer.path("$");
        body.remove("trace_id");
        return body;
    }

    private static long quickest(Supplier<Response> call) {
        return LongStream.range(0, 7)
                .map(i -> {
                    long begun = System.nanoTime();
                    assertThat(call.get().statusCode()).isEqualTo(401);
                    return System.nanoTime() - begun;
                })
                .min()
                .orElseThrow();
    }
}
