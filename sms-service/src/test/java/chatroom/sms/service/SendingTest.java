package chatroom.sms.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.sms.outbox.Kind;
import chatroom.sms.outbox.Letter;
import chatroom.sms.outbox.Outbox;
import chatroom.sms.service.Phonebook.Owner;
import chatroom.sms.store.Database;
import chatroom.standalone.testing.InfrastructureResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of SMS when Twilio does not behave.
@QuarkusTest
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "sms"))
@QuarkusTestResource(Surroundings.class)
class SendingTest {

    @Inject Database database;
    @Inject Outbox outbox;
    @Inject MeterRegistry meters;
    @Inject TestClock clock;

    @BeforeEach
    void anHourHasPassed() {
        clock.advance(Duration.ofMinutes(61));
    }

    @Test
    void nothingIsSentTwiceOrLostWhateverTwilioDoes() throws SQLException {
        Map<String, List<String>> table = new LinkedHashMap<>();
        table.put("well", List.of());
        table.put("busy-once", List.of("429"));
        table.put("busy-twice", List.of("429", "429"));
        table.put("error", List.of("500"));
        table.put("error-but-taken", List.of("500-taken"));
        table.put("hangs", List.of("hang"));
        table.put("hangs-but-taken", List.of("hang-taken"));
        table.put("breaks", List.of("break"));
        table.put("breaks-but-taken", List.of("break-taken"));
        table.put("garbage", List.of("garbage"));
        table.put("garbage-but-taken", List.of("garbage-taken"));
        table.put("busy-then-breaks-but-taken", List.of("429", "break-taken"));
        FakeTwilio.LIST_FAULTS.add("500");
        FakeTwilio.LIST_FAULTS.add("500");
        double foundBefore = reconciled("found");
        double absentBefore = reconciled("absent");
        var numbers = new LinkedHashMap<String, String>();
        for (Map.Entry<String, List<String>> row : table.entrySet()) {
            for (int copy = 0; copy < 3; copy++) {
                String text = "fault " + row.getKey() + " no " + copy + ".";
                FakeTwilio.fail(text, row.getValue().toArray(String[]::new));
                String number = Phonebook.freshNumber();
                numbers.put(text, number);
                lay(UUID.randomUUID(), number, text);
            }
        }
        outbox.wake();
        await().atMost(Duration.ofSeconds(60)).until(() -> open() == 0);

        int sentTwice = 0;
        int lost = 0;
        for (Map.Entry<String, String> sms : numbers.entrySet()) {
            int taken = FakeTwilio.textsTo(sms.getValue()).size();
            sentTwice += Math.max(0, taken - 1);
            lost += taken == 0 ? 1 : 0;
        }
        System.out.printf(
                "Twilio faults: sms=%d sent_twice=%d lost=%d reconciled_found=%.0f"
                        + " reconciled_absent=%.0f%n",
                numbers.size(),
                sentTwice,
                lost,
                reconciled("found") - foundBefore,
                reconciled("absent") - absentBefore);
        assertThat(sentTwice).isZero();
        assertThat(lost).isZero();
        assertThat(reconciled("found") - foundBefore).isEqualTo(15);
        assertThat(states(numbers.keySet())).containsOnly("sent");
    }

    @Test
    void afterThreeTriesThatWereSurelyNotTakenItIsGivenUp() throws SQLException {
        String number = Phonebook.freshNumber();
        FakeTwilio.fail("never", "429", "429", "429", "429");
        lay(UUID.randomUUID(), number, "never");
        outbox.wake();
        await().atMost(Phonebook.PATIENCE).until(() -> state("never").equals("failed busy 3"));

        assertThat(FakeTwilio.textsTo(number)).isEmpty();
    }

    @Test
    void aProcessThatDiedWhileItSentLooksItUpBeforeAnythingIsSentAgain() throws SQLException {
        String number = Phonebook.freshNumber();
        // Handed over, and dead before the answer was noted; nobody else may take it for done.
        FakeTwilio.fail("before the crash", "hang-taken");
        lay(UUID.randomUUID(), number, "before the crash");
        outbox.wake();
        await().atMost(Phonebook.PATIENCE)
                .until(() -> state("before the crash").startsWith("sending"));
        database.run(connection ->
                Database.update(
                        connection,
                        "update outbox set lease_until = now() - interval '1 minute' where body = ?",
                        "before the crash"));

        await().atMost(Phonebook.PATIENCE)
                .until(() -> state("before the crash").startsWith("sent"));
        await().pollDelay(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(6)).until(() -> true);
        assertThat(FakeTwilio.textsTo(number)).hasSize(1);
    }

    @Test
    void aCallbackThatIsFasterThanTheAnswerSettlesIt() throws SQLException {
        String number = Phonebook.freshNumber();
        double toldBefore = reconciled("told");
        double foundBefore = reconciled("found");
        FakeTwilio.fail("fast callback", "hang-taken");
        lay(UUID.randomUUID(), number, "fast callback");
        outbox.wake();
        await().atMost(Phonebook.PATIENCE).until(() -> !FakeTwilio.textsTo(number).isEmpty());
        Map<String, String> sms = FakeTwilio.lastTo(number);
        Phonebook.signed(
                        sms.getOrDefault("callback", "").substring(Surroundings.URL.length()),
                        Map.of(
                                "MessageSid",
                                sms.getOrDefault("sid", ""),
                                "MessageStatus",
                                "delivered"))
                .statusCode(204);

        assertThat(state("fast callback")).isEqualTo("delivered null 1");
        await().atMost(Phonebook.PATIENCE).until(() -> reconciled("told") > toldBefore);
        assertThat(reconciled("told") - toldBefore).isEqualTo(1);
        assertThat(reconciled("found")).isEqualTo(foundBefore);
        assertThat(FakeTwilio.textsTo(number)).hasSize(1);
        assertThat(state("fast callback")).isEqualTo("delivered null 1");
    }

    @Test
    void nothingGoesToWhoHasOptedOut() throws SQLException {
        Owner alice = Phonebook.register();
        FakeTwilio.fail("opted", "429", "429");
        // Waiting to be tried again, laid down before, and laid down after.
        lay(alice.id(), alice.number(), "opted out while it waits");
        outbox.wake();
        await().atMost(Phonebook.PATIENCE)
                .until(() ->
                        FakeTwilio.FAULTS.getOrDefault("opted", new java.util.ArrayDeque<>()).size()
                                < 2);
        alice.texts("STOP").statusCode(200);
        int before = FakeTwilio.textsTo(alice.number()).size();
        for (int i = 0; i < 20; i++) {
            lay(alice.id(), alice.number(), "after it " + i);
        }
        outbox.wake();
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);

        int sends = FakeTwilio.textsTo(alice.number()).size() - before;
        System.out.println("opted_out_sends=" + sends);
        assertThat(sends).isZero();
        assertThat(state("after it 1")).isEmpty();
    }

    @Test
    void aNumberThatOptedOutAtTwilioIsOutHereToo() throws SQLException {
        Owner alice = Phonebook.register();
        FakeTwilio.fail("carrier says no", "21610");
        lay(alice.id(), alice.number(), "carrier says no");
        outbox.wake();

        await().atMost(Phonebook.PATIENCE)
                .untilAsserted(() ->
                        io.restassured.RestAssured.given()
                                .auth()
                                .oauth2(alice.token())
                                .get("/api/me/phone")
                                .then()
                                .body("opted_out_by", org.hamcrest.Matchers.equalTo("carrier"))
                                .body(
                                        "last_delivery.code",
                                        org.hamcrest.Matchers.equalTo("opted_out")));
    }

    @Test
    void whatTwilioRefusesIsNotTriedAgain() throws SQLException {
        String number = Phonebook.freshNumber();
        FakeTwilio.fail("to a landline", "21614", "21614");
        lay(UUID.randomUUID(), number, "to a landline");
        outbox.wake();
        await().atMost(Phonebook.PATIENCE)
                .until(() -> state("to a landline").equals("failed not_a_mobile 1"));

        assertThat(FakeTwilio.FAULTS.get("to a landline")).hasSize(1);
    }

    @Test
    void aStateNeverGoesBack() throws SQLException {
        String number = Phonebook.freshNumber();
        lay(UUID.randomUUID(), number, "ranked");
        outbox.wake();
        await().atMost(Phonebook.PATIENCE).until(() -> state("ranked").startsWith("sent"));
        Map<String, String> sms = FakeTwilio.lastTo(number);
        String sid = sms.get("sid");
        String callback = sms.getOrDefault("callback", "").substring(Surroundings.URL.length());

        for (String status : List.of("delivered", "sent", "sending", "delivered", "failed")) {
            Phonebook.signed(callback, Map.of("MessageSid", sid, "MessageStatus", status))
                    .statusCode(204);
            assertThat(state("ranked")).as(status).isEqualTo("delivered null 1");
        }
        Phonebook.signed("/sms/status", Map.of("MessageSid", "SMother", "MessageStatus", "sent"))
                .statusCode(204);
    }

    @Test
    void aFailureOnTheWayIsExplained() throws SQLException {
        Owner alice = Phonebook.register();
        lay(alice.id(), alice.number(), "into the void");
        outbox.wake();
        await().atMost(Phonebook.PATIENCE).until(() -> state("into the void").startsWith("sent"));
        String sid = FakeTwilio.TAKEN.getLast().get("sid");

        Phonebook.signed(
                        "/sms/status",
                        Map.of(
                                "MessageSid",
                                sid,
                                "MessageStatus",
                                "undelivered",
                                "ErrorCode",
                                "30003"))
                .statusCode(204);

        assertThat(state("into the void")).isEqualTo("failed unreachable 1");
    }

    @Test
    void whatIsTooLongIsCutToItsSegments() throws SQLException {
        String number = Phonebook.freshNumber();
        lay(UUID.randomUUID(), number, "long " + "x".repeat(2_000));
        outbox.wake();
        await().atMost(Phonebook.PATIENCE).until(() -> !FakeTwilio.textsTo(number).isEmpty());

        assertThat(FakeTwilio.textsTo(number).getFirst()).hasSize(3 * 153).endsWith("...");
    }

    private void lay(UUID user, String number, String text) throws SQLException {
        database.run(connection ->
                outbox.add(
                        connection,
                        new Letter(
                                user,
                                number,
                                Surroundings.NUMBER,
                                "US",
                                Kind.ANSWER,
                                text,
                                "test:" + UUID.randomUUID(),
                                List.of(),
                                Instant.EPOCH)));
    }

    private long open() throws SQLException {
        return database.inTransaction(connection ->
                Database.query(
                                connection,
                                "select count(*) from outbox where state in ('queued', 'sending', 'unknown')",
                                row -> row.getLong(1))
                        .getFirst());
    }

    private String state(String text) throws SQLException {
        return database.inTransaction(connection ->
                Database.query(
                                connection,
                                "select state, code, attempts from outbox where body = ?",
                                row ->
                                        row.getString(1)
                                                + " "
                                                + row.getString(2)
                                                + " "
                                                + row.getInt(3),
                                text)
                        .stream()
                        .findFirst()
                        .orElse(""));
    }

    private List<String> states(Iterable<String> texts) throws SQLException {
        var states = new ArrayList<String>();
        for (String text : texts) {
            states.add(state(text).split(" ")[0]);
        }
        return states;
    }

    private double reconciled(String result) {
        var counter = meters.find("sms.reconciled").tag("result", result).counter();
        return counter == null ? 0 : counter.count();
    }
}
