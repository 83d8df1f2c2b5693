package chatroom.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import chatroom.events.EventJson;
import chatroom.events.SessionRevoked;
import chatroom.events.UserState;
import chatroom.identity.IdentitySettings;
import chatroom.identity.ServiceTest;
import chatroom.identity.Topic;
import chatroom.identity.password.PasswordHasher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsersTest extends ServiceTest {

    @Inject Accounts accounts;
    @Inject PasswordHasher passwords;
    @Inject IdentitySettings settings;

    @Test
    void theFirstStartMadeTheAdmin() {
        as(admin())
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("username", equalTo("admin"))
                .body("email", equalTo("admin@localhost"))
                .body("is_admin", equalTo(true));
    }

    @Test
    void aLaterStartLeavesTheAdminAsIs() {
        new FirstAdmin(accounts, passwords, settings(Optional.of("another-Kettle-7320"))).ensure();
        login("admin", "another-Kettle-7320").then().statusCode(401);
        assertThat(admin()).isNotNull();
    }

    @Test
    void adminsFindAccountsByTheBeginningOfNameOrAddressPageByPage() {
        String stem = freshName();
        for (int i = 0; i < 3; i++) {
            signup(stem + i);
        }
        Response first =
                as(admin())
                        .queryParam("q", stem.toUpperCase())
                        .queryParam("limit", 2)
                        .get("/api/users");
        assertThat(first.<List<String>>path("items.username")).containsExactly(stem + 0, stem + 1);
        as(admin())
                .queryParam("q", stem + "2@exa")
                .queryParam("cursor", first.<String>path("next"))
                .get("/api/users")
                .then()
                .statusCode(200)
                .body("items.username", equalTo(List.of(stem + 2)))
                .body("items[0].disabled", equalTo(false))
                .body("next", nullValue());
        as(admin()).queryParam("q", "%").get("/api/users").then().body("items", equalTo(List.of()));
    }

    @Test
    void aDisabledAccountIsOutEverywhereAtOnce() {
        String name = freshName();
        Response signedUp = signup(name);
        String id = signedUp.path("user.id");
        change(admin(), id, Map.of("disabled", true))
                .then()
                .statusCode(200)
                .body("disabled", equalTo(true));
        as(signedUp.path("access_token")).get("/api/me").then().statusCode(401);
        refresh(signedUp.path("refresh_token")).then().statusCode(401);
        login(name, PASSWORD).then().statusCode(403).body("code", equalTo("account_disabled"));
        login(name, "wrongpassword").then().statusCode(401);
        assertThat(Topic.await(SessionRevoked.TOPIC, id, 1)).hasSize(1);
        assertThat(
                        EventJson.read(
                                        Topic.await(UserState.TOPIC, id, 2).getLast(),
                                        UserState.class)
                                .disabled())
                .isTrue();
        change(admin(), id, Map.of("disabled", false));
        login(name, PASSWORD).then().statusCode(200);
    }

    @Test
    void anAdminWhoIsNoneAnyMoreLosesTheRightWithTheTokenStillCurrent() {
        String name = freshName();
        String id = signup(name).path("user.id");
        change(admin(), id, Map.of("is_admin", true)).then().body("is_admin", equalTo(true));
        String token = login(name, PASSWORD).path("access_token");
        as(token).get("/api/users").then().statusCode(200);
        change(admin(), id, Map.of("is_admin", false));
        as(token).get("/api/users").then().statusCode(403);
    }

    @Test
    void nobodyLocksThemselvesOut() {
        String id = as(admin()).get("/api/me").path("id");
        change(admin(), id, Map.of("is_admin", false))
                .then()
                .statusCode(409)
                .body("code", equalTo("own_account"));
    }

    @Test
    void whoIsNoAdminMayNothingHere() {
        Response signedUp = signup(freshName());
        String token = signedUp.path("access_token");
        as(token).get("/api/users").then().statusCode(403).body("code", equalTo("forbidden"));
        change(token, signedUp.path("user.id"), Map.of("is_admin", true)).then().statusCode(403);
    }

    @Test
    void anAccountThatIsNotThereIs404() {
        change(admin(), "019ab000-0000-7000-8000-00000000000a", Map.of("disabled", true))
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
        change(admin(), "no-id", Map.of()).then().statusCode(404);
    }

    private static Response change(String token, String id, Map<String, Object> wanted) {
        return json(wanted).header("Authorization", "Bearer " + token).patch("/api/users/" + id);
    }

    private IdentitySettings settings(Optional<String> adminPassword) {
        return new IdentitySettings() {
            @Override
            public java.time.Duration accessTokenLife() {
                return settings.accessTokenLife();
            }

            @Override
            public java.time.Duration refreshTokenLife() {
                return settings.refreshTokenLife();
            }

            @Override
            public boolean secureCookies() {
                return settings.secureCookies();
            }

            @Override
            public Optional<String> smsServiceSecret() {
                return Optional.empty();
            }

            @Override
            public Admin admin() {
                return new Admin() {
                    @Override
                    public String username() {
                        return settings.admin().username();
                    }

                    @Override
                    public String email() {
                        return settings.admin().email();
                    }

                    @Override
                    public Optional<String> password() {
                        return adminPassword;
                    }
                };
            }
        };
    }
}
