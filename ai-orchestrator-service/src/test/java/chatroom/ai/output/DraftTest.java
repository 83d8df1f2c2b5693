package chatroom.ai.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DraftTest {

    private static final Speakers SPEAKERS =
            new Speakers(
                    List.of("curie", "AI Curie", "AI_Curie"),
                    List.of("einstein", "AI Einstein", "AI_Einstein", "alice", "Bob Ross"));

    static List<Arguments> written() {
        return List.of(
                // text, came to its own end, what is said
                Arguments.of("One. Two.", true, "One. Two."),
                Arguments.of("no full stop", true, "no full stop"),
                Arguments.of("  padded. ", true, "padded."),
                Arguments.of("AI Curie: Hello.", true, "Hello."),
                Arguments.of("**Curie:** Hello.", true, "Hello."),
                Arguments.of("curie：Hello.", true, "Hello."),
                Arguments.of("Hello.\nalice: I agree!", true, "Hello."),
                Arguments.of("Hello.\r\n- AI Einstein: No!", true, "Hello."),
                Arguments.of("Hello there\n\n**Bob Ross**: trees", true, "Hello there"),
                Arguments.of("alice: I agree!", true, ""),
                Arguments.of("AI_Curie: Yes.\neinstein: No.", true, "Yes."),
                Arguments.of("Tell alice: it glows.", true, "Tell alice: it glows."),
                Arguments.of(
                        "Two things:\nradium: it glows.", true, "Two things:\nradium: it glows."),
                Arguments.of("One. Two and a ha", false, "One."),
                Arguments.of(
                        "Dr. Curie e.g. works at 3.14 Hz. And th",
                        false,
                        "Dr. Curie e.g. works at 3.14 Hz."),
                Arguments.of("“Is it so?” she asked and nev", false, "“Is it so?”"),
                Arguments.of("Wait… what?! I do", false, "Wait… what?!"),
                Arguments.of("これは長い。そして", false, "これは長い。"),
                Arguments.of("no end in sigh", false, "no end in…"),
                Arguments.of("", true, ""));
    }

    @ParameterizedTest
    @MethodSource("written")
    void whatIsSaid(String text, boolean complete, String said) {
        Draft draft = new Draft(SPEAKERS, 50);
        draft.add(text);
        assertThat(draft.finished(complete)).isEqualTo(said);
    }

    @Test
    void theCapFallsOnTheLastSentenceEnd() {
        Draft draft = new Draft(SPEAKERS, 12);
        draft.add("A short one. ");
        assertThat(draft.full()).isFalse();
        draft.add("And then a very long one that never seems to come to any end at all");
        assertThat(draft.full()).isTrue();
        assertThat(draft.finished(false)).isEqualTo("A short one.");
        assertThat(draft.finished(true)).isEqualTo("A short one.");
    }

    @Test
    void anothersLineEndsTheDraft() {
        Draft draft = new Draft(SPEAKERS, 50);
        draft.add("Hello.\nali");
        assertThat(draft.full()).isFalse();
        draft.add("ce: I");
        assertThat(draft.full()).isTrue();
        assertThat(draft.finished(false)).isEqualTo("Hello.");
    }

    @Test
    void nothingIsShownThatMayTurnOutToBeAName() {
        Draft draft = new Draft(SPEAKERS, 50);
        draft.add("AI Cu");
        assertThat(draft.news()).isEmpty();
        draft.add("rie: Hel");
        assertThat(draft.news()).isEqualTo("Hel");
        draft.add("lo.\nAI Ein");
        assertThat(draft.news()).isEqualTo("lo.");
        draft.add("stein: No!");
        assertThat(draft.news()).isEmpty();
        assertThat(draft.finished(true)).isEqualTo("Hello.");
    }

    @Test
    void whatTurnsOutToBeNoNameIsShownAfterAll() {
        Draft draft = new Draft(SPEAKERS, 50);
        draft.add("Ali");
        assertThat(draft.news()).isEmpty();
        draft.add("ens are far away.");
        assertThat(draft.news()).isEqualTo("Aliens are far away.");
    }

    @Test
    void piecesPutTogetherAreTheText() {
        String text = "Radium glows, yes. But it was the patience of the work that I remember.";
        Draft draft = new Draft(SPEAKERS, 50);
        var shown = new StringBuilder();
        for (String piece : text.split("(?<=\\s)")) {
            draft.add(piece);
            shown.append(draft.news());
        }
        assertThat(shown.toString()).isEqualTo(text);
        assertThat(draft.finished(true)).isEqualTo(text);
    }

    @Test
    void nothingBeyondTheCapIsShown() {
        Draft draft = new Draft(SPEAKERS, 5);
        draft.add("one two three four five six seven eight");
        assertThat(draft.news()).isEqualTo("one two three four five");
    }

    @Test
    void whatWasSaidWhenItIsStoppedStays() {
        Draft draft = new Draft(SPEAKERS, 50);
        draft.add("AI Curie: Radium glows and I");
        assertThat(draft.soFar()).isEqualTo("Radium glows and I");
    }
}
