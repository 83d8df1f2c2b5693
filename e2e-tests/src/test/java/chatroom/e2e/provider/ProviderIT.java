package chatroom.e2e.provider;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.client.Frame;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.journeys.Talk;
import chatroom.e2e.journeys.Talk.Party;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.SharedProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The product with a provider behind it that speaks OpenAI's protocol, well and badly.
@Order(98)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderIT {

    private static final String REPLY =
            "Time is what the lantern measures, one small flicker after another.";
    private static final int SENDS = 30;

    private final Provider provider = Provider.start();
    private Product product;
    private Talk talk;

    @BeforeAll
    void start() {
        SharedProduct.stop();
        product =
                Product.start(
                        Map.of(
                                "OPENAI_BASE_URL", provider.baseUrl(),
                                "OPENAI_API_KEY", "mock",
                                "AI_FIRST_TOKEN_TIMEOUT_SECONDS", "4",
                                "AI_IDLE_TIMEOUT_SECONDS", "3",
                                "AI_TOTAL_TIMEOUT_SECONDS", "10",
                                "RATE_LIMIT_PER_USER", "1000000"));
        talk = new Talk(product);
    }

    @AfterAll
    void stop() {
        product.close();
        provider.close();
    }

    @Test
    void streamedTextArrivesAsItWasSent() {
        try (Party party = talk.gather("streams")) {
            party.atA().say("@einstein what is time?");
            Frame question = Talk.line(party, "@einstein what is time?");
            Frame said = Talk.answer(party, question);
            assertThat(said.text()).isEqualTo(REPLY);
            assertThat(said.personaId()).isEqualTo("einstein");
            assertThat(said.data().path("provider").asText()).isEqualTo("openai");
            assertThat(said.data().has("outcome")).isFalse();
            assertThat(talk.awaitOutcome(question.id())).containsExactly("replied");

            party.atB().say("I never carry a watch to dinner.");
            Frame remark = Talk.line(party, "I never carry a watch to dinner.");
            assertThat(Talk.answer(party, remark).text()).isEqualTo(REPLY);
            assertThat(talk.settledAnswers(party.atA(), remark)).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0} ends as {1}")
    @CsvSource({
        "fault-429, failed/rate_limited",
        "fault-500, failed/unavailable",
        "fault-hang, failed/timed_out",
        "fault-cut, failed/cut",
        "fault-garbage, failed/garbage"
    })
    void aFaultOfTheProviderEndsInAnOutcomeAndOneLine(String fault, String outcome) {
        try (Party party = talk.gather(fault)) {
            List<Long> before = confirmations(party.atB(), party.a().name());

            party.atA().say("@einstein " + fault);
            Frame question = Talk.line(party, "@einstein " + fault);
            List<Long> during = confirmations(party.atB(), party.a().name());

            List<String> outcomes = talk.awaitOutcome(question.id());
            System.out.printf(
                    "%s: outcome %s; ack p50 %d µs before, %d µs during%n",
                    fault, outcomes, median(before), median(during));
            assertThat(outcomes).containsExactly(outcome);
            assertThat(median(during)).isLessThan(5 * median(before) + 100_000);

            // One line of the card at most, and it does not pretend to be the model's.
            List<Frame> lines =
                    party.atA().frames().stream()
                            .filter(frame -> frame.is("ai"))
                            .filter(frame -> frame.replyTo().equals(question.id()))
                            .toList();
            assertThat(lines).hasSizeLessThanOrEqualTo(1);
            lines.forEach(line -> {
                assertThat(line.personaId()).isEqualTo("einstein");
                assertThat(line.text()).isNotBlank();
                assertThat(line.data().path("outcome").asText()).isEqualTo("failed");
            });
        }
        // Once it works again, it is asked again.
        try (Party party = talk.gather("after-" + fault)) {
            party.atA().say("@einstein and now?");
            Frame question = Talk.line(party, "@einstein and now?");
            assertThat(Talk.answer(party, question).text()).isEqualTo(REPLY);
        }
    }

    /// How long confirmations take, in microseconds. The lines are for a person, so no persona has
    /// anything to do with them.
    private static List<Long> confirmations(RoomClient client, String neighbour) {
        var micros = new ArrayList<Long>();
        for (int number = 1; number <= SENDS; number++) {
            long begun = System.nanoTime();
            String clientId = client.say("@" + neighbour + " number " + number);
            Frame ack =
                    client.await(
                            "its confirmation",
                            frame -> frame.is("ack") && frame.clientId().equals(clientId));
            micros.add((ack.at() - begun) / 1_000);
        }
        return micros;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
