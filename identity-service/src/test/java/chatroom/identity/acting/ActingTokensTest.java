package chatroom.identity.acting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chatroom.identity.FirstAdminGiven;
import chatroom.identity.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ActingTokensTest extends ServiceTest {

    @Test
    void smsServiceGetsATokenThatSaysForWhomItActs() throws Exception {
        Response signedUp = signup(freshName());
        Response answer = issue(signedUp.path("user.id"));
        answer.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(300))
                .body("user.id", equalTo(signedUp.path("user.id")))
                .body("user.username", equalTo(signedUp.path("user.username")));
        JwtClaims claims = claims(answer.path("access_token"));
        assertThat(claims.getSubject()).isEqualTo(signedUp.path("user.id"));
        assertThat(claims.getStringClaimValue("upn")).isEqualTo(signedUp.path("user.username"));
        assertThat(claims.getClaimValue("act")).isEqualTo(Map.of("sub", "sms-service"));
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(300);
    }

    @Test
    void whoSignsInActsForThemselves() throws Exception {
        String token = signup(freshName()).path("access_token");
        assertThat(claims(token).hasClaim("act")).isFalse();
    }

    @Test
    void anAdminsPhoneIsNoAdmin() throws Exception {
        String id = as(admin()).get("/api/me").path("id");
        String token = issue(id).path("access_token");
        assertThat(claims(token).getStringListClaimValue("groups")).containsExactly("user");
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/me", "PATCH, /api/me", "GET, /api/me/sessions", "GET, /api/users"})
    void theTokenOpensNothingOfTheAccount(String method, String path) {
        String token = issue(signup(freshName()).path("user.id")).path("access_token");
        given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(method.equals("PATCH") ? "{\"username\":\"" + freshName() + "\"}" : "")
                .request(method, path)
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void theTokenEndsNoSession() {
        Response signedUp = signup(freshName());
        as(issue(signedUp.path("user.id")).path("access_token")).post("/logout");
        as(signedUp.path("access_token")).get("/api/me").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic !!",
                "Basic c21zLXNlcnZpY2U6",
                "Bearer x",
                "sms-service:wrong",
                "sms-service:" + FirstAdminGiven.SMS_SECRET + "x",
                "chat-service:" + FirstAdminGiven.SMS_SECRET
            })
    void nobodyElseGetsOne(String authorization) {
        String header = authorization.contains(":") ? basic(authorization) : authorization;
        ask(header, signup(freshName()).path("user.id"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Basic realm=\"services\""))
                .contentType("application/problem+json");
    }

    @Test
    void aGoodTokenOfAUserIsNotTheServicesSecret() {
        Response signedUp = signup(freshName());
        ask("Bearer " + signedUp.path("access_token"), signedUp.path("user.id"))
                .then()
                .statusCode(401);
    }

    @Test
    void forAnAccountThatIsNotThereThereIsNone() {
        issue(UUID.randomUUID().toString()).then().statusCode(404);
    }

    @Test
    void forADisabledAccountThereIsNone() {
        String id = signup(freshName()).path("user.id");
        json(Map.of("disabled", true))
                .header("Authorization", "Bearer " + admin())
                .patch("/api/users/" + id)
                .then()
                .statusCode(200);
        issue(id).then().statusCode(403).body("code", equalTo("account_disabled"));
    }

    private static Response issue(String userId) {
        return ask(basic("sms-service:" + FirstAdminGiven.SMS_SECRET), userId);
    }

    private static Response ask(String authorization, String userId) {
        return json(Map.of("user_id", userId))
                .header("Authorization", authorization)
                .post("/internal/tokens");
    }

    private static String basic(String credential) {
        byte[] bytes = credential.getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    private static JwtClaims claims(String token) throws Exception {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return JwtClaims.parse(new String(payload, StandardCharsets.UTF_8));
    }
}
