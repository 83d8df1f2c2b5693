package chatroom.sms.service;

import static chatroom.sms.service.Phonebook.code;
import static chatroom.sms.service.Phonebook.confirm;
import static chatroom.sms.service.Phonebook.freshNumber;
import static chatroom.sms.service.Phonebook.verify;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import chatroom.sms.service.Phonebook.Owner;
import chatroom.sms.store.Database;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "sms"))
@QuarkusTestResource(Surroundings.class)
class PhoneTest {

    @Inject Database database;
    @Inject TestClock clock;

    private final UUID me = UUID.randomUUID();
    private final String token = TestTokens.token(me, "user");

    @BeforeEach
    void anHourHasPassed() {
        // All tests ask from one address.
        clock.advance(Duration.ofMinutes(61));
    }

    @Test
    void aNumberIsProvedByItsCodeAndIsThenItsPersons() throws SQLException {
        String number = freshNumber();

        verify(token, number)
                .statusCode(202)
                .body("phone_number", equalTo(number))
                .body("expires_in", equalTo(600))
                .body("resend_in", equalTo(60));
        phone().statusCode(200)
                .body("verified", equalTo(false))
                .body("opt_in_status", equalTo("pending"));
        String code = code(number, 1);
        assertThat(code).matches("\\d{6}");
        assertThat(everythingStored()).doesNotContain(code);

        confirm(token, number, code)
                .statusCode(200)
                .body("phone_number", equalTo(number))
                .body("verified", equalTo(true))
                .body("opted_in", equalTo(true))
                .body("default_room_id", equalTo("lobby"))
                .body("service_number", equalTo(Surroundings.NUMBER))
                .body("mode", equalTo("mentions"))
                .body("country", equalTo("US"))
                .body("quiet_from", nullValue())
                .body("consent.source", equalTo("web"))
                .body("consent.text_version", equalTo("2026-11-24"));
        confirm(token, number, code).statusCode(422).body("code", equalTo("wrong_code"));
        assertThat(consents()).containsExactly("given", "confirmed");
    }

    @ParameterizedTest
    @CsvSource({
        "12, not_a_number",
        "+999123456789, not_a_number",
        "hello, not_a_number",
        "+447911123456, country_not_allowed",
        "+18005550199, number_type_not_allowed",
        "+19005550199, number_type_not_allowed",
        "+4930123456, number_type_not_allowed",
        "+491805123456, number_type_not_allowed"
    })
    void onlyMobileNumbersOfAllowedCountriesAreTaken(String number, String code) {
        verify(token, number).statusCode(422).body("code", equalTo(code));
    }

    @Test
    void aNumberMayBeWrittenAsItIsDialled() {
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("phone_number", "0151 23456789", "country", "de", "consent", true))
                .post("/sms/verify")
                .then()
                .statusCode(202)
                .body("phone_number", equalTo("+4915123456789"));
    }

    @Test
    void nothingIsSentWithoutConsentOrASession() {
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("phone_number", freshNumber()))
                .post("/sms/verify")
                .then()
                .statusCode(422)
                .body("code", equalTo("consent_missing"));
        given().contentType("application/json")
                .body("{}")
                .post("/sms/verify")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
        verify(TestTokens.foreignToken(), freshNumber()).statusCode(401);
        given().get("/sms/consent")
                .then()
                .statusCode(200)
                .body("text", containsString("STOP"))
                .body("configured", equalTo(true))
                .body("numbers[1].room_id", equalTo("space"));
    }

    @Test
    void aCodeIsTriedFiveTimesAtMost() {
        String number = freshNumber();
        verify(token, number).statusCode(202);
        String code = code(number, 1);
        for (int i = 0; i < 5; i++) {
            confirm(token, number, wrong(code)).statusCode(422).body("code", equalTo("wrong_code"));
        }

        confirm(token, number, code).statusCode(422).body("code", equalTo("wrong_code"));
    }

    @Test
    void aCodeIsGoodForTenMinutesForItsPersonAndNumberAlone() {
        String number = freshNumber();
        verify(token, number).statusCode(202);
        String code = code(number, 1);
        String other = TestTokens.token(UUID.randomUUID(), "user");

        confirm(other, number, code).statusCode(422).body("code", equalTo("wrong_code"));
        confirm(token, freshNumber(), code).statusCode(422).body("code", equalTo("wrong_code"));
        clock.advance(Duration.ofMinutes(11));
        confirm(token, number, code).statusCode(422).body("code", equalTo("wrong_code"));
    }

    @Test
    void knownAndUnknownNumbersAreAnsweredAlike() {
        Owner owner = Phonebook.register();
        String stranger = freshNumber();

        String known = verify(token, owner.number()).statusCode(202).extract().asString();
        clock.advance(Duration.ofSeconds(61));
        String unknown = verify(token, stranger).statusCode(202).extract().asString();

        assertThat(known.replace(owner.number(), "N")).isEqualTo(unknown.replace(stranger, "N"));
        confirm(token, owner.number(), "000000").statusCode(422);
        assertThat(
                        confirm(token, owner.number(), "000000")
                                .extract()
                                .jsonPath()
                                .getString("detail"))
                .isEqualTo(
                        confirm(token, freshNumber(), "000000")
                                .extract()
                                .jsonPath()
                                .getString("detail"));
    }

    @Test
    void aPhoneThatChangesHandsLeavesItsFormerPerson() {
        Owner former = Phonebook.register();
        clock.advance(Duration.ofSeconds(61));
        int had = FakeTwilio.textsTo(former.number()).size();
        verify(token, former.number()).statusCode(202);

        confirm(token, former.number(), code(former.number(), had + 1)).statusCode(200);

        given().auth().oauth2(former.token()).get("/api/me/phone").then().statusCode(404);
        phone().body("phone_number", equalTo(former.number()));
    }

    @Test
    void settingsChangeAndNullTakesThemAway() {
        Owner owner = Phonebook.register();

        patch(
                        owner,
                        "{\"mode\":\"digest\",\"quiet_from\":\"22:00\",\"quiet_to\":\"07:30\","
                                + "\"zone\":\"Europe/Berlin\",\"default_room_id\":\"space\","
                                + "\"muted_until\":\"2030-01-01T00:00:00Z\"}")
                .statusCode(200)
                .body("mode", equalTo("digest"))
                .body("quiet_from", equalTo("22:00"))
                .body("quiet_to", equalTo("07:30"))
                .body("zone", equalTo("Europe/Berlin"))
                .body("default_room_id", equalTo("space"))
                .body("service_number", equalTo(Surroundings.SPACE_NUMBER))
                .body("muted_until", equalTo("2030-01-01T00:00:00Z"));
        assertThat(FakePeers.JOINED).contains(owner.id() + " space");
        patch(owner, "{\"quiet_from\":null,\"quiet_to\":null,\"muted_until\":null}")
                .statusCode(200)
                .body("quiet_from", nullValue())
                .body("muted_until", nullValue())
                .body("mode", equalTo("digest"));
        patch(owner, "{\"mode\":\"loud\"}").statusCode(422).body("code", equalTo("bad_mode"));
        patch(owner, "{\"zone\":\"Mars\"}").statusCode(422).body("code", equalTo("bad_zone"));
        patch(owner, "{\"quiet_from\":\"22:00\"}")
                .statusCode(422)
                .body("code", equalTo("bad_quiet_hours"));
        patch(owner, "{\"default_room_id\":\"secret\"}")
                .statusCode(422)
                .body("code", equalTo("unknown_room"));
        patch(owner, "[]").statusCode(400);
    }

    @Test
    void whatThePageStoppedThePageStartsAndWhatThePhoneStoppedThePhone() {
        Owner owner = Phonebook.register();

        patch(owner, "{\"opted_in\":false}")
                .statusCode(200)
                .body("opt_in_status", equalTo("opted_out"))
                .body("opted_out_by", equalTo("web"));
        patch(owner, "{\"opted_in\":true}").statusCode(200).body("opted_in", equalTo(true));
        owner.texts("STOP").statusCode(200);
        patch(owner, "{\"opted_in\":true}").statusCode(409).body("code", equalTo("text_start"));
        owner.texts("start").statusCode(200);
        mine(owner).body("opted_in", equalTo(true)).body("last_keyword.word", equalTo("START"));
    }

    private ValidatableResponse phone() {
        return given().auth().oauth2(token).get("/api/me/phone").then();
    }

    private static ValidatableResponse mine(Owner owner) {
        return given().auth().oauth2(owner.token()).get("/api/me/phone").then();
    }

    private static ValidatableResponse patch(Owner owner, String body) {
        return given().auth()
                .oauth2(owner.token())
                .contentType("application/json")
                .body(body)
                .patch("/api/me/phone")
                .then()
                .body(not(equalTo("")));
    }

    private static String wrong(String code) {
        return code.equals("111111") ? "222222" : "111111";
    }

    private List<String> consents() throws SQLException {
        return database.inTransaction(connection ->
                Database.query(
                        connection,
                        "select what from consents where user_id = ? order by id",
                        row -> row.getString(1),
                        me));
    }

    private String everythingStored() throws SQLException {
        return database.inTransaction(connection ->
                String.join(
                        "\n",
                        Database.query(
                                connection,
                                """
                                select row_to_json(p)::text from phone_numbers p where user_id = ?
                                union all select row_to_json(o)::text from outbox o where user_id = ?\
                                """,
                                row -> row.getString(1),
                                me,
                                me)));
    }
}
