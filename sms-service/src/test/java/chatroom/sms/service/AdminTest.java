package chatroom.sms.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What admins see of all phones.
@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "sms"))
@QuarkusTestResource(Surroundings.class)
class AdminTest {

    @Inject Database database;
    @Inject TestClock clock;

    private final String token = TestTokens.token(UUID.randomUUID(), "user");

    @BeforeEach
    void anHourHasPassed() {
        clock.advance(Duration.ofMinutes(61));
    }

    @Test
    void adminsSeeNumbersAndNobodyElseDoes() {
        Owner owner = Phonebook.register();
        Owner out = Phonebook.register();
        out.texts("STOP").statusCode(200);
        String admin = TestTokens.token(UUID.randomUUID(), "user", "admin");

        admin(admin, "numbers")
                .statusCode(200)
                .body("items.phone_number", hasItems(owner.number()));
        admin(admin, "suppressions")
                .statusCode(200)
                .body("items[0].source", equalTo("sms"))
                .body("items[0].hint", equalTo(out.number().substring(10)));
        String deliveries =
                admin(admin, "deliveries?state=sent").statusCode(200).extract().asString();
        assertThat(deliveries).contains("\"kind\":\"code\"").doesNotContain(owner.number());
        admin(admin, "deliveries?state=nice").statusCode(400);
        admin(admin, "costs").statusCode(200).body("codes.country", hasItems("US"));
        admin(admin, "rooms").statusCode(200).body("items.room_id", hasItems("lobby", "space"));
        for (String list : List.of("numbers", "suppressions", "deliveries", "costs", "rooms")) {
            admin(token, list).statusCode(403).body("code", equalTo("forbidden"));
            given().get("/api/admin/sms/" + list).then().statusCode(401);
        }
    }

    @Test
    void longListsComeInPagesThatHaveEachRowOnce() throws SQLException {
        // Within one millisecond.
        String country = "ZY";
        database.run(connection ->
                Database.update(
                        connection,
                        """
                        insert into suppressions (number_hash, id, source, country, hint, at)
                        select 'page ' || n, gen_random_uuid(), 'sms', ?, '00',
                            date_trunc('second', now()) + n * interval '1 microsecond'
                        from generate_series(1, 250) n\
                        """,
                        country));
        String admin = TestTokens.token(UUID.randomUUID(), "user", "admin");
        var ids = new ArrayList<String>();
        String list = "suppressions";
        while (list != null) {
            var page = admin(admin, list).statusCode(200).extract().jsonPath();
            ids.addAll(page.getList("items.findAll { it.country == 'ZY' }.id", String.class));
            String next = page.getString("next");
            list = next == null ? null : "suppressions?cursor=" + next;
        }
        database.run(connection ->
                Database.update(connection, "delete from suppressions where country = ?", country));

        assertThat(ids).hasSize(250).doesNotHaveDuplicates();
    }

    private static ValidatableResponse admin(String token, String list) {
        return given().auth().oauth2(token).get("/api/admin/sms/" + list).then();
    }

    @Test
    void whatADayCostIsOneLineForEachKindAndCountry() throws SQLException {
        Owner owner = Phonebook.register();
        // Twilio says the price of one SMS and not yet of the next.
        database.run(connection ->
                Database.update(
                        connection,
                        """
                        update outbox set country = 'ZX', price = case when kind = 'code' then 0.0079 end,
                            price_unit = case when kind = 'code' then 'USD' end, kind = 'code'
                        where user_id = ?\
                        """,
                        owner.id()));
        String admin = TestTokens.token(UUID.randomUUID(), "user", "admin");

        admin(admin, "costs")
                .statusCode(200)
                .body("items.findAll { it.country == 'ZX' }.size()", equalTo(1))
                .body("items.find { it.country == 'ZX' }.messages", equalTo(2))
                .body("items.find { it.country == 'ZX' }.price", equalTo(0.0079f))
                .body("items.find { it.country == 'ZX' }.price_unit", equalTo("USD"));
    }
}
