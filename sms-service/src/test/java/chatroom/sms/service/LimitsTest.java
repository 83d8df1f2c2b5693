package chatroom.sms.service;

import static chatroom.sms.service.Phonebook.confirm;
import static chatroom.sms.service.Phonebook.freshNumber;
import static chatroom.sms.service.Phonebook.verify;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chatroom.sms.store.Database;
import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many codes can be had, by whoever tries it in whatever way.
@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "sms"))
@QuarkusTestResource(Surroundings.class)
class LimitsTest {

    @Inject TestClock clock;
    @Inject Database database;

    @BeforeEach
    void theWindowBegins() throws Exception {
        // Tomorrow, on the hour: windows begin with the hour, and what is counted must not meet its
        // end.
        Instant now = clock.instant();
        clock.advance(
                Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36))));
        database.run(connection -> Database.update(connection, "delete from limits"));
    }

    @Test
    void asManyCodesAsTheTableSaysAndNoMore() throws Exception {
        String one = TestTokens.token(UUID.randomUUID(), "user");
        String number = freshNumber();

        assertThat(taken(one, i -> number, i -> address(0), 1, Duration.ZERO))
                .as("one person, one number, at once")
                .isEqualTo(1);
        theWindowBegins();
        assertThat(taken(null, i -> number, i -> address(i), 12, Duration.ZERO))
                .as("one number, many people and addresses, within an hour")
                .isEqualTo(3);
        theWindowBegins();
        assertThat(taken(one, i -> freshNumber(), i -> address(i), 12, Duration.ofSeconds(61)))
                .as("one person, many numbers, within an hour")
                .isEqualTo(5);
        theWindowBegins();
        assertThat(taken(null, i -> freshNumber(), i -> address(0), 30, Duration.ZERO))
                .as("one address, many people and numbers, within an hour")
                .isEqualTo(20);
        theWindowBegins();
        assertThat(
                        taken(
                                null,
                                i -> String.format(Locale.ROOT, "+1201555%04d", 3_000 + i),
                                i -> address(i),
                                30,
                                Duration.ZERO))
                .as("one block of numbers, many people and addresses, within an hour")
                .isEqualTo(20);
    }

    @Test
    void codesAreTriedTwentyTimesAnHourWhateverTheNumber() {
        String token = TestTokens.token(UUID.randomUUID(), "user");
        for (int i = 0; i < 20; i++) {
            confirm(token, freshNumber(), "000000").statusCode(422);
        }

        confirm(token, freshNumber(), "000000")
                .statusCode(429)
                .body("code", equalTo("too_many_tries"));
    }

    @Test
    void whoeverIsRefusedIsToldWhenToComeBack() {
        String token = TestTokens.token(UUID.randomUUID(), "user");
        verify(token, freshNumber()).statusCode(202);

        int pause =
                Integer.parseInt(
                        verify(token, freshNumber())
                                .statusCode(429)
                                .body("code", equalTo("too_many_codes"))
                                .extract()
                                .header("Retry-After"));

        assertThat(pause).isBetween(1, 60);
    }

    /// How many of so many wishes are granted.
    ///
    /// @param token null for another person each time
    private int taken(
            @Nullable String token,
            IntFunction<String> number,
            IntFunction<String> address,
            int wishes,
            Duration between) {
        int granted = 0;
        for (int i = 0; i < wishes; i++) {
            int status =
                    given().auth()
                            .oauth2(
                                    token == null
                                            ? TestTokens.token(UUID.randomUUID(), "user")
                                            : token)
                            .header("X-Forwarded-For", address.apply(i))
                            .contentType("application/json")
                            .body(Map.of("phone_number", number.apply(i), "consent", true))
                            .post("/sms/verify")
                            .statusCode();
            assertThat(status).isIn(202, 429);
            granted += status == 202 ? 1 : 0;
            clock.advance(between);
        }
        return granted;
    }

    private static String address(int i) {
        return "203.0.113." + i;
    }
}
