package chatroom.sms;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IncomingTest.Configured.class)
class IncomingTest {

    static final String URL = "https://chat.example.org";
    static final String TOKEN = "12345";

    private static final String FORM =
            "Body=%40einstein+hello&From=%2B15551234567&MessageSid=SM1&To=%2B15557654321";
    private static final TwilioCall CALL =
            new TwilioCall(URL + "/sms/incoming")
                    .with("To", "+15557654321")
                    .with("MessageSid", "SM1")
                    .with("From", "+15551234567")
                    .with("Body", "@einstein hello");

    @Test
    void aSignedMessageIsAnsweredPolitely() {
        post("/sms/incoming", FORM, CALL.signature(TOKEN))
                .statusCode(200)
                .contentType(containsString("xml"))
                .body("Response.Message", containsString("can't be registered"));
    }

    @Test
    void whatIsNotSignedIsRefused() {
        assertRefused(post("/sms/incoming", FORM, null));
        assertRefused(post("/sms/incoming", FORM, ""));
        assertRefused(post("/sms/incoming", FORM, "AAAA"));
        assertRefused(post("/sms/incoming", "", null));
    }

    @Test
    void aSignatureMadeWithAnotherTokenIsRefused() {
        assertRefused(post("/sms/incoming", FORM, CALL.signature("54321")));
    }

    @Test
    void aChangedParameterIsRefused() {
        assertRefused(
                post("/sms/incoming", FORM.replace("hello", "goodbye"), CALL.signature(TOKEN)));
    }

    @Test
    void anAddedParameterIsRefused() {
        assertRefused(post("/sms/incoming", FORM + "&NumMedia=0", CALL.signature(TOKEN)));
        assertRefused(post("/sms/incoming", FORM + "&Empty", CALL.signature(TOKEN)));
        assertRefused(post("/sms/incoming", FORM + "&Body=more", CALL.signature(TOKEN)));
    }

    @Test
    void aMissingParameterIsRefused() {
        assertRefused(
                post("/sms/incoming", FORM.replace("&MessageSid=SM1", ""), CALL.signature(TOKEN)));
    }

    @Test
    void anotherAddressIsRefused() {
        String elsewhere = "http://localhost:8084/sms/incoming";

        assertRefused(post("/sms/incoming", FORM, CALL.at(elsewhere).signature(TOKEN)));
        assertRefused(post("/sms/incoming?a=1", FORM, CALL.signature(TOKEN)));
    }

    @Test
    void theQueryIsPartOfTheAddress() {
        post("/sms/incoming?a=1", FORM, CALL.at(URL + "/sms/incoming?a=1").signature(TOKEN))
                .statusCode(200);
    }

    @Test
    void headersOfProxiesDoNotChangeTheAddress() {
        given().contentType("application/x-www-form-urlencoded")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "http")
                .header("X-Twilio-Signature", CALL.signature(TOKEN))
                .body(FORM)
                .post("/sms/incoming")
                .then()
                .statusCode(200);
    }

    @Test
    void spacesAtTheEndAreSigned() {
        var spaced = CALL.with("Body", " hello  ");

        post(
                        "/sms/incoming",
                        FORM.replace("%40einstein+hello", "+hello++"),
                        spaced.signature(TOKEN))
                .statusCode(200);
        assertRefused(
                post(
                        "/sms/incoming",
                        FORM.replace("%40einstein+hello", "+hello"),
                        spaced.signature(TOKEN)));
    }

    @Test
    void aNameThatComesTwiceIsSignedWithEachOfItsValues() {
        // As Twilio's libraries with multi-valued forms string it together: name, value, name,
        // value.
        var twice = CALL.with("Media", "aMediab");

        post("/sms/incoming", FORM + "&Media=b&Media=a", twice.signature(TOKEN)).statusCode(200);
        post("/sms/incoming", FORM + "&Media=a&Media=b&Media=a", twice.signature(TOKEN))
                .statusCode(200);
        assertRefused(post("/sms/incoming", FORM + "&Media=a", twice.signature(TOKEN)));
        // A value said twice counts once.
        post("/sms/incoming", FORM + "&MessageSid=SM1", CALL.signature(TOKEN)).statusCode(200);
    }

    @Test
    void textOfAnyLanguageIsSigned() {
        var call = CALL.with("Body", "Grüße 👋");

        post(
                        "/sms/incoming",
                        FORM.replace("%40einstein+hello", "Gr%C3%BC%C3%9Fe+%F0%9F%91%8B"),
                        call.signature(TOKEN))
                .statusCode(200);
    }

    @Test
    void nothingButPostIsTaken() {
        given().get("/sms/incoming").then().statusCode(405);
    }

    private static ValidatableResponse post(String path, String form, @Nullable String signature) {
        var request = given().contentType("application/x-www-form-urlencoded").body(form);
        if (signature != null) {
            request.header("X-Twilio-Signature", signature);
        }
        return request.urlEncodingEnabled(false).post(path).then();
    }

    private static void assertRefused(ValidatableResponse answer) {
        answer.statusCode(403)
                .contentType(containsString("application/problem+json"))
                .body("code", equalTo("bad_signature"))
                .body("trace_id", matchesPattern("[0-9a-f]{32}"))
                .body("detail", not(containsString("+1555")));
    }

    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("PUBLIC_URL", URL, "TWILIO_AUTH_TOKEN", TOKEN);
        }
    }
}
