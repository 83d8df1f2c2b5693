package chatroom.e2e.sms;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Frame;
import chatroom.e2e.journeys.Talk;
import chatroom.e2e.journeys.Talk.Party;
import chatroom.e2e.observability.Dashboards;
import chatroom.e2e.observability.Prometheus;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.RunFile.Running;
import chatroom.e2e.product.SharedProduct;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// Phones in a room, with a Twilio of this machine that behaves well and badly.
@Order(97)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SmsIT {

    private static final String ANNAS = "+12025550143";
    private static final String BERTS = "+12025550178";
    private static final String ROOM = "phones";
    private static final int COPIES = 50;
    private static final Duration SOON = Duration.ofSeconds(30);

    /// In which Prometheus, which looks every second, has looked twice.
    private static final Duration LOOKS = Duration.ofMillis(2_500);

    private Product product;
    private Talk talk;
    private Party party;
    private Simulation twilio;

    @BeforeAll
    void start() {
        SharedProduct.stop();
        product =
                Product.start(
                        Map.of(
                                "RATE_LIMIT_PER_USER", "1000000",
                                // What takes minutes in life takes seconds here.
                                "CHATROOM_SMS_TWILIO_PATIENCE", "2S",
                                "CHATROOM_SMS_SETTLED_AFTER", "5S",
                                "CHATROOM_SMS_GATHER", "1S",
                                "CHATROOM_SMS_INBOX_LEASE", "5S"),
                        "--sms-simulator");
        twilio = new Simulation(product.run().smsSimulator());
        talk = new Talk(product);
        party = talk.gather(ROOM);
        twilio.register(party.a(), ANNAS, ROOM);
        twilio.register(party.b(), BERTS, ROOM);
    }

    @AfterAll
    void stop() {
        party.close();
        product.close();
    }

    @Test
    @Order(1)
    void whatAPhoneTextsIsInTheRoomAndThePersonasAnswerOnThePhone() {
        assertThat(twilio.text(ANNAS, "@einstein what is time?")).isEqualTo(200);
        Frame said = Talk.line(party, "@einstein what is time?");
        assertThat(said.sender()).isEqualTo(party.a().name());
        assertThat(said.json().path("via").asText()).isEqualTo("sms");
        Frame answer = Talk.answer(party, said);
        assertThat(answer.text()).hasSizeLessThanOrEqualTo(150);

        JsonNode sms = twilio.await(ANNAS, answer.text(), SOON);
        assertThat(sms.path("body").asText()).startsWith("Einstein: ");
        Frame state =
                party.atA()
                        .await(
                                "that it was delivered",
                                frame ->
                                        frame.is("sms")
                                                && frame.data()
                                                        .path("state")
                                                        .asText()
                                                        .equals("delivered")
                                                && frame.data()
                                                        .path("message_id")
                                                        .asText()
                                                        .equals(answer.id()));
        assertThat(state.json().has("seq")).isFalse();
        assertThat(party.atB().frames()).noneMatch(frame -> frame.is("sms"));
        assertThat(twilio.sentTo(BERTS, answer.text())).isEmpty();
    }

    @Test
    @Order(2)
    void oneTextIsOneMessageHoweverOftenItIsHandedOver() throws Exception {
        String sid = sid();
        assertThat(handOver(sid, "just this once")).containsOnly(200);
        Talk.line(party, "just this once");
        long inParallel = messages("just this once");

        product.awaitBack(product.stop("sms"));
        assertThat(twilio.text(sid, ANNAS, "just this once")).isEqualTo(200);
        long afterRestart = messages("just this once");

        String other = sid();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Integer>> copies = threads.submit(() -> handOver(other, "kill me"));
            // Into the middle of the copies; whatever point that is, the text is there once.
            Thread.sleep(30);
            Running victim = product.kill("sms");
            List<Integer> answers = copies.get();
            product.awaitBack(victim);
            System.out.printf(
                    "%d of %d copies were answered while sms-service was killed%n",
                    answers.stream().filter(status -> status == 200).count(), COPIES);
        }
        // Twilio was not told that it arrived, or a person texts again: the same in the end.
        assertThat(twilio.text(other, ANNAS, "kill me")).isEqualTo(200);
        Talk.line(party, "kill me");
        long afterKill = messages("kill me");
        System.out.printf(
                "messages=%d in parallel, messages=%d after a restart, messages=%d after kill -9%n",
                inParallel, afterRestart, afterKill);
        assertThat(List.of(inParallel, afterRestart, afterKill)).containsOnly(1L);
    }

    @Test
    @Order(3)
    void whateverTwilioDoesNothingIsSentTwiceAndNothingIsLost() {
        Reconciled before = reconciled();
        for (BadDay day : BadDay.values()) {
            twilio.fault(day.kind, day.carried, day.callbacksGetLost);
            assertThat(twilio.text(ANNAS, day.text())).isEqualTo(200);
            twilio.await(ANNAS, day.text() + ",", SOON);
        }
        // Time to do it again, for whoever would.
        settle();
        List<Integer> copies =
                Stream.of(BadDay.values())
                        .map(day -> twilio.sentTo(ANNAS, day.text() + ",").size())
                        .toList();
        long sentTwice = copies.stream().filter(count -> count > 1).count();
        long lost = copies.stream().filter(count -> count == 0).count();
        Reconciled reconciled = reconciled().since(before);
        System.out.printf(
                "sent_twice=%d lost=%d reconciled=%d opted_out_sends=%d%n",
                sentTwice, lost, reconciled.all(), optedOutSends());
        System.out.println(reconciled);
        assertThat(sentTwice).isZero();
        assertThat(lost).isZero();
        assertThat(optedOutSends()).isZero();
        // Each that was unclear is settled, once: by the list alone where no callback came. A slow
        // machine makes more of them unclear.
        assertThat(reconciled.unclear()).isGreaterThanOrEqualTo(BadDay.count(day -> day.unclear));
        assertThat(reconciled.all()).isEqualTo(reconciled.unclear());
        assertThat(reconciled.absent())
                .isGreaterThanOrEqualTo(BadDay.count(day -> day.unclear && !day.carried));
        assertThat(reconciled.absent())
                .isGreaterThanOrEqualTo(BadDay.count(day -> day.unclear && !day.carried));
        assertThat(reconciled.found())
                .isGreaterThanOrEqualTo(BadDay.count(day -> day.callbacksGetLost));
        assertThat(reconciled.gaveUp()).isZero();
    }

    @Test
    @Order(4)
    void aMessageThatDoesNotArriveIsToldToItsPersonAlone() {
        twilio.fault("30003", false, false);
        assertThat(twilio.text(ANNAS, "@einstein are you there?")).isEqualTo(200);
        Frame answer = Talk.answer(party, Talk.line(party, "@einstein are you there?"));
        Frame failed =
                party.atA()
                        .await(
                                "that it failed",
                                frame ->
                                        frame.is("error")
                                                && frame.data()
                                                        .path("code")
                                                        .asText()
                                                        .equals("sms_failed"));
        assertThat(failed.data().path("message_id").asText()).isEqualTo(answer.id());
        assertThat(failed.text()).isNotBlank();
        assertThat(party.atB().frames()).noneMatch(frame -> frame.is("error"));
    }

    @Test
    @Order(5)
    void keywordsAreNeverInTheRoomAndNothingFollowsAStop() {
        for (String keyword :
                List.of("HELP", "info", "Stop", "unstop", " stopall ", "START", "QUIT", "yes")) {
            assertThat(twilio.text(BERTS, keyword)).as(keyword).isEqualTo(200);
        }
        assertThat(twilio.text(BERTS, "STOP")).isEqualTo(200);
        int before = twilio.sentTo(BERTS).size();
        party.atA().say("@" + party.b().name() + " are you still there?");
        Talk.line(party, "@" + party.b().name() + " are you still there?");
        settle();
        assertThat(optedOutSends()).isZero();
        assertThat(twilio.sentTo(BERTS)).hasSize(before);
        assertThat(said())
                .noneMatch(text -> text.strip().matches("(?i)help|info|stop|unstop|stopall|start"))
                .noneMatch(text -> text.strip().matches("(?i)quit|yes"));
        JsonNode phone = party.b().api().get("/api/me/phone").expect(200).json();
        assertThat(phone.path("opt_in_status").asText()).isEqualTo("opted_out");

        assertThat(twilio.text(BERTS, "START")).isEqualTo(200);
        party.atA().say("@" + party.b().name() + " welcome back");
        twilio.await(BERTS, "welcome back", SOON);
    }

    @Test
    @Order(6)
    void everyPanelAboutPhonesShowsSomething() throws Exception {
        try (var prometheus = Prometheus.watching(product);
                var others = talk.gather("panels")) {
            // A share is of what comes after Prometheus saw the first.
            twilio.register(others.a(), "+12025550190", "panels");
            Thread.sleep(LOOKS);
            twilio.register(others.b(), "+12025550191", "panels");
            twilio.fault(BadDay.ERROR.kind, false, false);
            assertThat(twilio.text(ANNAS, "/watched")).isEqualTo(200);
            twilio.await(ANNAS, "/watched,", SOON);
            Thread.sleep(LOOKS);
            assertThat(Dashboards.panels("sms.json")).hasSizeGreaterThan(5);
            assertThat(Dashboards.panels("sms.json"))
                    .filteredOn(panel -> prometheus.ask(panel.query()).isEmpty())
                    .as("panels that show nothing")
                    .isEmpty();
        }
    }

    private List<Integer> handOver(String sid, String body)
            throws InterruptedException, ExecutionException {
        Callable<Integer> copy = () -> twilio.text(sid, ANNAS, body);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new java.util.ArrayList<Integer>();
            for (Future<Integer> status :
                    threads.invokeAll(java.util.Collections.nCopies(COPIES, copy))) {
                statuses.add(status.get());
            }
            return statuses;
        }
    }

    private List<String> said() {
        return party.b()
                .api()
                .get("/api/rooms/" + ROOM + "/messages?limit=200")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(message -> message.path("text").asText())
                .toList();
    }

    private long messages(String text) {
        settle();
        return said().stream().filter(text::equals).count();
    }

    /// Until sms-service has nothing left to do.
    private void settle() {
        Awaitility.await()
                .atMost(SOON)
                .pollDelay(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        count("select count(*) from inbox where not done") == 0
                                && count("select count(*) from waiting") == 0
                                && count(
                                                "select count(*) from outbox where state in"
                                                        + " ('queued', 'sending', 'unknown')")
                                        == 0);
    }

    private Reconciled reconciled() {
        Running sms = product.run().process("sms").orElseThrow();
        return Reconciled.read(URI.create("http://127.0.0.1:" + sms.managementPort()));
    }

    private int optedOutSends() {
        return twilio.state().path("sent_to_blocked").asInt();
    }

    private long count(String query) throws SQLException {
        try (var database = product.run().database("sms");
                var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String sid() {
        return "SM" + UUID.randomUUID().toString().replace("-", "");
    }
}
