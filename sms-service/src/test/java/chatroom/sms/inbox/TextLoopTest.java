package chatroom.sms.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// D8: each letter is a text; the last one ends as said.
class TextLoopTest {

    @ParameterizedTest
    @CsvSource({
        "a, false",
        "aa, false",
        "aaa, true",
        "aaaaaaaa, true",
        "abab, true",
        "ababab, true",
        "aba, false",
        "abba, false",
        "abcabc, false",
        // A different text ends it, and it can begin anew.
        "aaab, false",
        "aaaba, false",
        "aaabaaa, true",
        "xaaax, false",
        "ababc, false",
        "ababcab, false",
    })
    void theSameTextThriceOrTwoInTurnAreALoop(String texts, boolean looping) {
        TextLoop loop = TextLoop.NONE;
        for (String text : texts.split("")) {
            loop = loop.next(text);
        }
        assertThat(loop.looping()).isEqualTo(looping);
    }
}
