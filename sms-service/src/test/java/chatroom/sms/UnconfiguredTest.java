package chatroom.sms;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// The service without Twilio's token: it lives, and believes nobody.
@QuarkusTest
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
}
