package chatroom.identity.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chatroom.identity.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessTokensTest extends ServiceTest {

    @Inject SigningKeys keys;

    private Response signedUp;
    private UUID session;

    @BeforeEach
    void signUp() throws Exception {
        signedUp = signup(freshName());
        session = UUID.fromString(verified().getStringClaimValue("sid"));
    }

    @Test
    void thePublishedKeysVerifyATokenAndItSaysWhoSomebodyIs() throws Exception {
        JwtClaims claims = verified();
        assertThat(claims.getIssuer()).isEqualTo("chatroom-identity");
        assertThat(claims.getAudience()).containsExactly("chatroom");
        assertThat(claims.getSubject()).isEqualTo(signedUp.path("user.id"));
        assertThat(claims.getStringClaimValue("upn")).isEqualTo(signedUp.path("user.username"));
        assertThat(claims.getStringClaimValue("preferred_username"))
                .isEqualTo(signedUp.path("user.username"));
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("user");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(900);
    }

    @Test
    void anAdminIsInTwoGroups() throws Exception {
        JsonWebSignature token = parsed(admin());
        assertThat(JwtClaims.parse(token.getUnverifiedPayload()).getStringListClaimValue("groups"))
                .containsExactlyInAnyOrder("user", "admin");
    }

    @Test
    void theKeySetHoldsNothingPrivate() {
        Response set = given().get("/.well-known/jwks.json");
        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(set.header("Cache-Control")).contains("max-age=300");
        assertThat(set.<String>path("keys[0].alg")).isEqualTo("ES256");
        assertThat(set.<String>path("keys[0].use")).isEqualTo("sig");
        assertThat(set.<Object>path("keys[0].d")).isNull();
    }

    @Test
    void anExpiredTokenOpensNothingButStillLogsOut() {
        String expired = token("at+jwt", "chatroom", Instant.now().minusSeconds(6), ours());
        as(expired)
                .get("/api/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("unauthenticated"));
        as(expired).post("/logout").then().statusCode(204);
        as(signedUp.path("access_token")).get("/api/me").then().statusCode(401);
    }

    @Test
    void aClockThatIsABitSlowIsBorneWith() {
        as(token("at+jwt", "chatroom", Instant.now().minusSeconds(2), ours()))
                .get("/api/me")
                .then()
                .statusCode(200);
    }

    @Test
    void aTokenForSomethingElseIsRefused() {
        Instant soon = Instant.now().plusSeconds(60);
        as(token("at+jwt", "chatroom", soon, ours())).get("/api/me").then().statusCode(200);
        as(token("JWT", "chatroom", soon, ours())).get("/api/me").then().statusCode(401);
        as(token("at+jwt", "elsewhere", soon, ours())).get("/api/me").then().statusCode(401);
    }

    @Test
    void aTokenOfAnotherKeyUnderOurNameIsRefusedEverywhere() {
        PrivateKey theirs =
                SigningKey.create(
                                Instant.now(),
                                java.time.Duration.ofDays(1),
                                java.time.Duration.ZERO)
                        .usable()
                        .privateKey();
        String forged = token("at+jwt", "chatroom", Instant.now().plusSeconds(60), theirs);
        as(forged).get("/api/me").then().statusCode(401);
        as(forged).post("/logout").then().statusCode(401);
        as(signedUp.path("access_token")).get("/api/me").then().statusCode(200);
    }

    @Test
    void neitherNoSignatureNorThePublicKeyAsASecretWillDo() {
        String payload = signedUp.<String>path("access_token").split("\\.", -1)[1];
        String none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + payload + ".";
        as(none).get("/api/me").then().statusCode(401);
        as(none).post("/logout").then().statusCode(401);

        SigningKey.Usable key = keys.signing();
        String hmac =
                Jwt.issuer("chatroom-identity")
                        .audience("chatroom")
                        .subject(signedUp.path("user.id"))
                        .claim("sid", session.toString())
                        .expiresIn(60)
                        .jws()
                        .type("at+jwt")
                        .keyId(key.kid())
                        .algorithm(SignatureAlgorithm.HS256)
                        .sign(new SecretKeySpec(key.publicKey().getEncoded(), "HmacSHA256"));
        as(hmac).get("/api/me").then().statusCode(401);
        as(hmac).post("/logout").then().statusCode(401);
    }

    private PrivateKey ours() {
        return keys.signing().privateKey();
    }

    private String token(String type, String audience, Instant expires, PrivateKey key) {
        return Jwt.issuer("chatroom-identity")
                .audience(audience)
                .subject(signedUp.path("user.id"))
                .upn("somebody")
                .claim("sid", session.toString())
                .issuedAt(expires.minusSeconds(900))
                .expiresAt(expires)
                .jws()
                .type(type)
                .keyId(keys.signing().kid())
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key);
    }

    private JwtClaims verified() throws Exception {
        JsonWebSignature token = parsed(signedUp.path("access_token"));
        assertThat(token.getHeader("typ")).isEqualTo("at+jwt");
        assertThat(token.getAlgorithmHeaderValue()).isEqualTo("ES256");
        var published = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        token.setKey(
                published
                        .findJsonWebKey(token.getKeyIdHeaderValue(), "EC", "sig", "ES256")
                        .getKey());
        return JwtClaims.parse(token.getPayload());
    }

    private static JsonWebSignature parsed(String token) throws Exception {
        var parsed = new JsonWebSignature();
        parsed.setCompactSerialization(token);
        return parsed;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
