package chatroom.sms.words;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.sms.words.Keyword.Meaning;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTest {

    static Stream<String> stops() {
        return Stream.of(
                        "stop",
                        "stopall",
                        "unsubscribe",
                        "cancel",
                        "end",
                        "quit",
                        "revoke",
                        "optout")
                .flatMap(KeywordTest::dressed);
    }

    static Stream<String> starts() {
        return Stream.of("start", "yes", "unstop", "join").flatMap(KeywordTest::dressed);
    }

    static Stream<String> helps() {
        return Stream.of("help", "info").flatMap(KeywordTest::dressed);
    }

    private static Stream<String> dressed(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        String title = upper.charAt(0) + word.substring(1);
        return List.of(
                word,
                upper,
                title,
                "  " + word + " ",
                upper + "!",
                title + ".",
                "\"" + upper + "\"",
                word + "\n",
                upper + " 🙏",
                "\u00A0" + word + "\u00A0",
                String.join(" ", upper.split("")))
                .stream();
    }

    @ParameterizedTest
    @MethodSource("stops")
    void everyWordThatStopsDoesSoInAnyDress(String text) {
        assertThat(Keyword.of(text)).map(Keyword::meaning).contains(Meaning.STOP);
    }

    @ParameterizedTest
    @MethodSource("starts")
    void everyWordThatStartsDoesSoInAnyDress(String text) {
        assertThat(Keyword.of(text)).map(Keyword::meaning).contains(Meaning.START);
    }

    @ParameterizedTest
    @MethodSource("helps")
    void everyWordThatAsksForHelpDoesSoInAnyDress(String text) {
        assertThat(Keyword.of(text)).map(Keyword::meaning).contains(Meaning.HELP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please stop texting me",
                "Stop texting me!",
                "PLEASE STOP",
                "stop please",
                "Stop, thank you.",
                "Don't text me anymore",
                "dont text me",
                "do not message me",
                "take me off your list",
                "no more texts please",
                "opt out",
                "Opt-out",
                "OPT-OUT",
                "stop all",
                "unsubscribe me please",
                "I want to opt out",
                "remove my number",
                "hey, please stop sending me messages, thanks",
                "I revoke my consent"
            })
    void peopleStopInTheirOwnWords(String text) {
        assertThat(Keyword.of(text)).map(Keyword::meaning).contains(Meaning.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop it Einstein!",
                "please stop arguing",
                "yes I think so",
                "yes please",
                "the end",
                "end of story",
                "help me understand entropy",
                "can you help?",
                "I quit smoking",
                "cancel the meeting",
                "info about black holes",
                "don't stop",
                "non stop",
                "stopping",
                "start with relativity",
                "join us",
                "@stop hello",
                "#stop",
                "/help",
                "/stop",
                "",
                "   ",
                "👍",
                "I told him to stop texting me while he drives and he laughed"
            })
    void aSentenceIsForTheRoomAndACommandACommand(String text) {
        assertThat(Keyword.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, true",
        "stop, true",
        "Quit, true",
        "HELP, true",
        "unstop, true",
        "JOIN, false",
        "STOP!, false",
        "s t o p, false",
        "please stop texting me, false"
    })
    void whatTwilioActsOnItselfIsItsOwnWordsAlone(String text, boolean known) {
        assertThat(Keyword.of(text)).map(Keyword::twilioKnowsIt).contains(known);
    }

    @ParameterizedTest
    @CsvSource({"stop, STOP", "Quit., QUIT", "please stop texting me, STOP", "join, JOIN"})
    void thePageIsToldTheWord(String text, String word) {
        assertThat(Keyword.of(text)).map(Keyword::word).contains(word);
    }
}
