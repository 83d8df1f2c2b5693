package chatroom.sms.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesTest {

    @ParameterizedTest
    @CsvSource({
        "21211, not_a_number",
        "21408, country_not_allowed",
        "21610, opted_out",
        "21612, no_route",
        "21614, not_a_mobile",
        "21617, too_long",
        "30001, queue_full",
        "30002, account_suspended",
        "30003, unreachable",
        "30004, blocked",
        "30005, unknown_number",
        "30006, landline",
        "30007, filtered",
        "30008, lost_on_the_way"
    })
    void whatTwilioSaysHasAWordAndASentenceOfItsOwn(int error, String code) {
        assertThat(Outcomes.code(error)).isEqualTo(code);
        assertThat(Outcomes.sentence(code))
                .endsWith(".")
                .isNotEqualTo(Outcomes.sentence("carrier_1"));
    }

    @Test
    void whatIsNotKnownIsToldWithItsNumber() {
        assertThat(Outcomes.code(30_999)).isEqualTo("carrier_30999");
        assertThat(Outcomes.sentence("carrier_30999")).isEqualTo("The carrier refused this SMS.");
        assertThat(Outcomes.code(0)).isNull();
        assertThat(Outcomes.code(null)).isNull();
        assertThat(Outcomes.sentence(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "accepted, 0, sent",
        "queued, 0, sent",
        "sending, 1, sent",
        "sent, 2, sent",
        "delivered, 3, delivered",
        "undelivered, 3, failed",
        "failed, 3, failed",
        "canceled, 3, failed",
        "read, 4, delivered"
    })
    void whatIsFinalOutranksWhatIsNot(String status, int rank, String state) {
        assertThat(Outcomes.rank(status)).isEqualTo(rank);
        assertThat(Outcomes.state(status)).isEqualTo(state);
    }

    @Test
    void aWordThatIsNotKnownHasNoRank() {
        assertThat(Outcomes.rank("teleported")).isNegative();
    }
}
