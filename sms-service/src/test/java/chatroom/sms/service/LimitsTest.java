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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How many codes can be had and tried, by whoever tries it in whatever way: the table in
/// `docs/sms.md`.
@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "sms"))
@QuarkusTestResource(Surroundings.class)
class LimitsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Inject TestClock clock;
    @Inject Database database;

    /// Windows are fixed hours and days: each test has a whole day before it.
    @BeforeEach
    void aDayBegins() throws Exception {
        Instant now = clock.instant();
        long past = now.toEpochMilli() % DAY.toMillis();
        clock.advance(DAY.minusMillis(past).plusSeconds(1));
        database.run(connection -> Database.update(connection, "delete from limits"));
    }

    /// Somebody's, or many people's, wish for codes.
    ///
    /// @param what is limited
    /// @param most how many are granted
    /// @param people who asks at which time
    /// @param between two wishes
    private record Row(
            String what,
            int most,
            int wishes,
            Duration between,
            IntFunction<String> people,
            IntFunction<String> numbers,
            IntFunction<String> addresses) {
        @Override
        public String toString() {
            return what + ": " + most;
        }
    }

    static Stream<Row> codes() {
        IntFunction<String> one = always(TestTokens.token(UUID.randomUUID(), "user"));
        IntFunction<String> another = always(TestTokens.token(UUID.randomUUID(), "user"));
        IntFunction<String> third = always(TestTokens.token(UUID.randomUUID(), "user"));
        IntFunction<String> everybody = i -> TestTokens.token(UUID.randomUUID(), "user");
        IntFunction<String> fresh = i -> freshNumber();
        IntFunction<String> everywhere = i -> "10.1.%d.%d".formatted(i / 250, 1 + i % 250);
        IntFunction<String> here = always("203.0.113.7");
        Duration no = Duration.ZERO;
        return Stream.of(
                new Row("one person, a minute", 1, 3, no, one, fresh, everywhere),
                new Row(
                        "one person, an hour",
                        5,
                        12,
                        Duration.ofSeconds(61),
                        another,
                        fresh,
                        everywhere),
                new Row(
                        "one person, a day",
                        10,
                        16,
                        Duration.ofMinutes(15),
                        third,
                        fresh,
                        everywhere),
                new Row("one number, an hour", 3, 12, no, everybody, sameNumber(), everywhere),
                new Row(
                        "one number, a day",
                        6,
                        16,
                        Duration.ofMinutes(30),
                        everybody,
                        sameNumber(),
                        everywhere),
                new Row(
                        "a block of 10,000 numbers, an hour",
                        20,
                        30,
                        no,
                        everybody,
                        i -> String.format(Locale.ROOT, "+1201555%04d", 3_000 + i),
                        everywhere),
                new Row("one address, an hour", 20, 30, no, everybody, fresh, here),
                new Row(
                        "a country, a day",
                        500,
                        510,
                        no,
                        everybody,
                        i -> String.format(Locale.ROOT, "+49151%04d0001", 2_000 + i),
                        everywhere));
    }

    private static IntFunction<String> always(String value) {
        return i -> value;
    }

    private static IntFunction<String> sameNumber() {
        return always(freshNumber());
    }

    @ParameterizedTest
    @MethodSource("codes")
    void asManyCodesAsTheTableSaysAndNoMore(Row row) {
        var answers = new ArrayList<Integer>();
        for (int i = 0; i < row.wishes(); i++) {
            answers.add(
                    given().auth()
                            .oauth2(row.people().apply(i))
                            .header("X-Forwarded-For", row.addresses().apply(i))
                            .contentType("application/json")
                            .body(Map.of("phone_number", row.numbers().apply(i), "consent", true))
                            .post("/sms/verify")
                            .statusCode());
            clock.advance(row.between());
        }
        assertThat(answers).containsOnly(202, 429);
        assertThat(answers.stream().filter(status -> status == 202).count()).isEqualTo(row.most());
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
    void codesAreTriedSixtyTimesAnHourFromOneAddressWhoeverTries() {
        List<Integer> answers =
                Stream.generate(() -> TestTokens.token(UUID.randomUUID(), "user"))
                        .limit(70)
                        .map(token -> confirm(token, freshNumber(), "000000"))
                        .map(answer -> answer.extract().statusCode())
                        .toList();

        assertThat(answers.subList(0, 60)).containsOnly(422);
        assertThat(answers.subList(60, 70)).containsOnly(429);
    }

    @Test
    void whatIsRefusedCountsForNobodyElse() {
        String number = freshNumber();
        String greedy = TestTokens.token(UUID.randomUUID(), "user");
        verify(greedy, freshNumber()).statusCode(202);
        for (int i = 0; i < 10; i++) {
            verify(greedy, number).statusCode(429);
        }

        verify(TestTokens.token(UUID.randomUUID(), "user"), number).statusCode(202);
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
}
