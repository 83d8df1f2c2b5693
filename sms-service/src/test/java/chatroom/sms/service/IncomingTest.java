package chatroom.sms.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import chatroom.sms.TwilioCall;
import chatroom.sms.store.Database;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "sms"))
@QuarkusTestResource(Surroundings.class)
class IncomingTest {

    private static final String URL = Surroundings.URL;
    private static final String TOKEN = Surroundings.TOKEN;

    @Inject Database database;
    @Inject TestClock clock;

    private static final String FORM =
            "Body=%40einstein+hello&From=%2B15551234567&MessageSid=SM1&To=%2B15557654321";
    private static final TwilioCall CALL =
            new TwilioCall(URL + "/sms/incoming")
                    .with("To", "+15557654321")
                    .with("MessageSid", "SM1")
                    .with("From", "+15551234567")
                    .with("Body", "@einstein hello");

    @Test
    void aStrangerIsToldOnceADayHowToRegister() {
        String stranger = Phonebook.freshNumber();

        Phonebook.incoming(sms(stranger, "@einstein hello"))
                .statusCode(200)
                .contentType(containsString("xml"))
                .body("Response.Message", containsString("not registered"));
        Phonebook.incoming(sms(stranger, "hello?")).statusCode(200).body("Response", equalTo(""));
        clock.advance(Duration.ofHours(23));
        Phonebook.incoming(sms(stranger, "anybody?")).body("Response", equalTo(""));
        clock.advance(Duration.ofHours(2));
        Phonebook.incoming(sms(stranger, "hello again"))
                .body("Response.Message", containsString("not registered"));
        assertThat(FakePeers.CALLS).doesNotContain(stranger);
    }

    @Test
    void nothingThatIsRefusedIsStored() {
        long before = stored();

        whatIsNotSignedIsRefused();
        aSignatureMadeWithAnotherTokenIsRefused();
        aChangedParameterIsRefused();
        anAddedParameterIsRefused();
        aMissingParameterIsRefused();
        anotherAddressIsRefused();
        assertRefused(post("/sms/status", FORM, null));
        assertRefused(
                post("/sms/status?id=1", FORM, CALL.at(URL + "/sms/status").signature(TOKEN)));

        assertThat(stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @DisplayName("A2: control characters in From, To or MessageSid are refused, the field named")
    @ValueSource(strings = {"From", "To", "MessageSid"})
    void controlCharactersInANameAreRefused(String field) throws SQLException {
        long before = stored();
        var form = new HashMap<>(sms(Phonebook.freshNumber(), "hello"));
        form.put(field, "+1555\u0000123");

        Phonebook.incoming(form)
                .statusCode(400)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].in", equalTo("form"));

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    @DisplayName("A2: a form that can not be decoded is 400")
    void aBrokenEscapeIsRefused() {
        post("/sms/incoming", "From=%zz&Body=x", CALL.signature(TOKEN))
                .statusCode(400)
                .body("violations[0].field", equalTo("From"));
        post("/sms/status", "MessageSid=%zz", null).statusCode(400);
        post("/sms/incoming?a=%00", FORM, null).statusCode(400);
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
        for (String elsewhere :
                new String[] {
                    "http://localhost:8084/sms/incoming",
                    "http://chat.example.org/sms/incoming",
                    "https://chat.example.org:8443/sms/incoming",
                    "https://evil.example.org/sms/incoming",
                    "https://chat.example.org/sms/status"
                }) {
            assertRefused(post("/sms/incoming", FORM, CALL.at(elsewhere).signature(TOKEN)));
        }
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

    private static Map<String, String> sms(String from, String body) {
        return Map.of(
                "From",
                from,
                "To",
                Surroundings.NUMBER,
                "Body",
                body,
                "MessageSid",
                "SM" + UUID.randomUUID());
    }

    /// Nothing that was refused leaves a trace.
    @BeforeEach
    void empty() throws SQLException {
        database.run(connection ->
                Database.update(connection, "delete from inbox where message_sid = 'SM1'"));
    }

    private long stored() {
        try {
            return database.inTransaction(connection ->
                    Database.query(
                                    connection,
                                    "select (select count(*) from inbox) + (select count(*) from statuses)",
                                    row -> row.getLong(1))
                            .getFirst());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
}
