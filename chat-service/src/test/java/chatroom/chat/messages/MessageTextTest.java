package chatroom.chat.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {

    @ParameterizedTest
    @CsvSource({"'  hi  ',hi", "'a\r\nb','a\nb'", "'a\u0000b\u202Ec',abc", "'e\u0301',é"})
    void textIsNormalised(String written, String expected) {
        assertThat(MessageText.normalise(written)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" \n\t ", "\u200b\u200d", "\u2800", "\u3164", "\u0000", "\ud800", "\ufe0f"})
    void aTextThatShowsNothingIsEmpty(String written) {
        assertThat(MessageText.fault(MessageText.normalise(written)))
                .contains(MessageText.Fault.EMPTY);
    }

    @Test
    void charactersAreCountedAsPeopleDo() {
        assertThat(MessageText.fault("🙂".repeat(MessageText.LONGEST))).isEmpty();
        assertThat(MessageText.fault("🙂".repeat(MessageText.LONGEST + 1)))
                .contains(MessageText.Fault.TOO_LONG);
    }
}
