package chatroom.sms.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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

        assertThat(all(admin, "numbers", "phone_number")).contains(owner.number());
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
        List<String> ids = all(admin, "suppressions", "findAll { it.country == 'ZY' }.id");
        database.run(connection ->
                Database.update(connection, "delete from suppressions where country = ?", country));

        assertThat(ids).hasSize(250).doesNotHaveDuplicates();
    }

    /// One field of all rows, page by page.
    private static List<String> all(String token, String list, String field) {
        var values = new ArrayList<String>();
        for (String page = list; page != null; ) {
            var answer = admin(token, page).statusCode(200).extract().jsonPath();
            values.addAll(answer.getList("items." + field, String.class));
            String next = answer.getString("next");
            page = next == null ? null : list + "?cursor=" + next;
        }
        return values;
    }

    private static ValidatableResponse admin(String token, String list) {
        return given().auth().oauth2(token).get("/api/admin/sms/" + list).then();
    }

    @Test
    void whatADayCostIsOneLineForEachKindAndCountry() throws SQLException {
        Owner owner = Phonebook.register();
        await().atMost(Phonebook.PATIENCE).until(() -> handedOver(owner) == 2);
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

    private long handedOver(Owner owner) throws SQLException {
        return database.inTransaction(connection ->
                Database.query(
                                connection,
                                "select count(*) from outbox where user_id = ? and sid is not null",
                                row -> row.getLong(1),
                                owner.id())
                        .getFirst());
    }
}
