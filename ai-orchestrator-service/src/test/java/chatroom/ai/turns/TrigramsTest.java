package chatroom.ai.turns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrigramsTest {

    @Test
    void theSameWordsAreTheSameWhateverStandsBetween() {
        assertThat(Trigrams.similarity("Time is relative!", "time  is, relative")).isEqualTo(1);
    }

    @Test
    void oneWordMoreInALongLineIsStillTheSameLine() {
        String line =
                "Time is what a clock reads, and clocks disagree with one another all day long";
        assertThat(Trigrams.similarity(line, line + " too")).isGreaterThan(0.88);
    }

    @Test
    void otherWordsAreAnotherLine() {
        assertThat(Trigrams.similarity("Radium glows in the dark", "All the world's a stage"))
                .isLessThan(0.2);
    }

    @Test
    void nothingIsLikeNothingOnly() {
        assertThat(Trigrams.similarity("", "…")).isEqualTo(1);
        assertThat(Trigrams.similarity("", "word")).isZero();
    }
}
