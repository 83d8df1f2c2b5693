package chatroom.identity.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import chatroom.identity.IdentitySettings;
import chatroom.identity.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SigningKeysTest extends ServiceTest {

    @Inject SigningKeys keys;
    @Inject EntityManager rows;
    @Inject IdentitySettings settings;

    @AfterEach
    void agreeAgain() {
        keys.refresh();
    }

    @Test
    void instancesThatStartTogetherAgreeOnOneKey() {
        sql("delete from identity.signing_keys");
        List<SigningKeys> instances =
                Stream.generate(() -> new SigningKeys(rows, settings)).limit(6).toList();
        instances.stream()
                .map(instance -> CompletableFuture.runAsync(instance::refresh))
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(instances.stream().map(instance -> instance.signing().kid()).distinct())
                .hasSize(1);
        assertThat(instances.getFirst().verifying()).hasSize(1);
    }

    @Test
    void aSuccessorIsAnnouncedBeforeItSigns() {
        String current = keys.signing().kid();
        sql("update identity.signing_keys set signs_until = now() + interval '1 hour'");
        keys.refresh();
        assertThat(keys.signing().kid()).isEqualTo(current);
        assertThat(published()).contains(current).hasSizeGreaterThan(1);
    }

    @Test
    void aRotationLogsNobodyOut() {
        String old = keys.signing().kid();
        String token = signup(freshName()).path("access_token");
        sql("update identity.signing_keys set signs_until = now() - interval '1 second'");
        keys.refresh();
        assertThat(keys.signing().kid()).isNotEqualTo(old);
        assertThat(published()).contains(old, keys.signing().kid());
        as(token).get("/api/me").then().statusCode(200);
        as(signup(freshName()).path("access_token")).get("/api/me").then().statusCode(200);
    }

    @Test
    void aKeyPastItsTimeVerifiesNothing() {
        String old = keys.signing().kid();
        String token = signup(freshName()).path("access_token");
        sql(
                "update identity.signing_keys set signs_until = now() - interval '1 second',"
                        + " verifies_until = now() - interval '1 second'");
        keys.refresh();
        assertThat(published()).doesNotContain(old);
        as(token).get("/api/me").then().statusCode(401);
    }

    private static List<String> published() {
        return given().get("/.well-known/jwks.json").path("keys.kid");
    }
}
