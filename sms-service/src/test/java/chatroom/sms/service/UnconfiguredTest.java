package chatroom.sms.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import chatroom.sms.TwilioCall;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// The service without Twilio's token: it lives, and believes nobody.
@QuarkusTest
@TestProfile(UnconfiguredTest.Bare.class)
class UnconfiguredTest {

    @Test
    void withoutATokenEveryCallIsRefused() {
        for (String token : new String[] {"", "null", "12345"}) {
            var call = new TwilioCall("http://localhost:8000/sms/incoming").with("Body", "hello");

            given().contentType("application/x-www-form-urlencoded")
                    .header("X-Twilio-Signature", token.isEmpty() ? "" : call.signature(token))
                    .body("Body=hello")
                    .post("/sms/incoming")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("bad_signature"));
        }
    }

    @Test
    void itIsReadyOnItsManagementPortAlone() {
        int management =
                ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);

        given().port(management)
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(404);
    }

    @Test
    void aNumberCanNotBeRegistered() {
        String token = TestTokens.token(java.util.UUID.randomUUID(), "user");

        Phonebook.verify(token, Phonebook.freshNumber())
                .statusCode(503)
                .body("code", equalTo("sms_not_configured"));
        given().get("/sms/consent").then().statusCode(200).body("configured", equalTo(false));
        given().auth()
                .oauth2(token)
                .get("/api/me/phone")
                .then()
                .statusCode(404)
                .body("code", equalTo("no_phone"));
    }

    /// Without any of Twilio's settings.
    public static final class Bare implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(InfrastructureResource.class, Map.of("service", "sms")),
                    new TestResourceEntry(Surroundings.class, Map.of("twilio", "false")));
        }
    }
}
