package chatroom.mentions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// D3: a mention is a name, not an ASCII word.
class MentionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Shakespeare what is love?",
                "@Shakespeareさん、教えて",
                "＠Shakespeare",
                "＠Ｓｈａｋｅｓｐｅａｒｅ",
                "教えて@Shakespeare",
                "教えて＠Shakespeareさん",
                "알려줘@Shakespeare님",
                "@SHAKESPEARE's turn",
                "@shakespeare’s turn",
                "@Shakespeares Stücke",
                "(@shakespeare)",
                "**@shakespeare**, well?",
                "@bob/@shakespeare",
                "look, @Shakespeare.",
                "\"no quotation here @shakespeare",
            })
    void aNameIsFoundAsPeopleWriteIt(String text) {
        assertThat(Mentions.in(text, List.of("shakespeare"))).containsExactly("shakespeare");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail me at x@shakespeare",
                "jürgen@shakespeare.org",
                "https://example.org/@shakespeare",
                "@shakespeare@example.social",
                "@shakespeare.example.org",
                "@shakespeareans",
                "@shakespeare_2",
                "he said \"@shakespeare\"",
                "sie sagte „@shakespeare“",
                "彼は「@shakespeare」と言った",
                "`@shakespeare`",
                "> @shakespeare\nwell?",
                "shakespeare",
                "@ shakespeare",
            })
    void whatOnlyLooksLikeACallIsNone(String text) {
        assertThat(Mentions.in(text, List.of("shakespeare"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bob, '@bob look', true",
        "bob, 'look, @BOB.', true",
        "bob, '@bobby look', false",
        "bob, '@bob.b look', false",
        "bob.b, '@bob.b look', true",
        "Zoë, 'hi @zoë', true",
        // The same name, composed and with its mark apart.
        "José, 'hi @José', true",
        "Jose, 'hi @José', false",
        "हिन्दी, '@हिन्दी नमस्ते', true",
        "田中, '@田中さんはどう思う？', true",
        "민수, '@민수씨 안녕', true",
        "민수, '@민수정 안녕', false",
        "AI Curie, '@AI  Curie, hello', true",
        "'', '@ hi', false"
    })
    void aNameIsTheWholeName(String name, String text, boolean mentioned) {
        assertThat(Mentions.of(name, text)).isEqualTo(mentioned);
    }

    @Test
    void theLongestNameWins() {
        assertThat(Mentions.in("@AI Curie and @ai", List.of("AI", "AI Curie")))
                .containsExactly("AI Curie", "AI");
        assertThat(Mentions.in("@田中一郎さん", List.of("田中", "田中一郎"))).containsExactly("田中一郎");
    }

    @Test
    void namesComeInTheOrderOfTheTextAndOnce() {
        assertThat(Mentions.in("@twain, @curie, @Twain!", List.of("curie", "twain")))
                .containsExactly("twain", "curie");
    }

    @Test
    void everyNameThatMayBeMeantIsACandidate() {
        assertThat(Mentions.candidates("How do I use @Override?")).contains("override");
        assertThat(Mentions.candidates("教えて@Tanakaさん")).contains("tanaka", "tanakaさん");
        assertThat(Mentions.candidates("x@example.org")).isEmpty();
    }

    @Test
    void noTextIsSlow() {
        String text = "“".repeat(2_000) + "@a".repeat(2_000) + "```".repeat(500);
        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> {
                    for (int i = 0; i < 20; i++) {
                        Mentions.in(text, List.of("a", "b"));
                        Mentions.candidates(text);
                    }
                });
    }
}
