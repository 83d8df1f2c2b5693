package chatroom.chat.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTextTest {

    @ParameterizedTest
    @CsvSource({"'  hi  ',hi", "'a\r\nb','a\nb'", "'a\u0000b\u202Ec',abc", "'e\u0301',é"})
    void textIsNormalised(String written, String expected) {
        assertThat(MessageText.normalise(written)).isEqualTo(expected);
    }

    @Test
    void whiteSpaceAloneIsNothing() {
        assertThat(MessageText.fault(MessageText.normalise(" \n\t ")))
                .contains(MessageText.Fault.EMPTY);
    }

    @Test
    void charactersAreCountedAsPeopleDo() {
        assertThat(MessageText.fault("🙂".repeat(MessageText.LONGEST))).isEmpty();
        assertThat(MessageText.fault("🙂".repeat(MessageText.LONGEST + 1)))
                .contains(MessageText.Fault.TOO_LONG);
    }
}
