package chatroom.ai.voices;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.personas.Card;
import chatroom.ai.personas.TestCards;
import chatroom.ai.prompt.Prompt;
import chatroom.ai.turns.Author;
import chatroom.ai.turns.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInVoiceTest {

    private static final MiniLm MODEL = new MiniLm();
    private static final CardVectors VECTORS = new CardVectors(TestCards.SEEDED, MODEL);
    private static final BuiltInVoice VOICE = new BuiltInVoice(VECTORS, MODEL);

    private final List<Line> lines = new ArrayList<>();

    @BeforeAll
    static void load() {
        MODEL.begin();
        TestCards.SEEDED
                .all()
                .forEach(
                        card -> assertThat(VECTORS.cues(card, Duration.ofSeconds(60))).isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    einstein    | what is time?
                    einstein    | could you explain relativity to a beginner
                    curie       | how did you discover radium
                    shakespeare | what is love
                    lovelace    | can a machine think?
                    twain       | tell me about the mississippi
                    """)
    void aQuestionOnItsSubjectGetsALineOnThatSubject(String persona, String question) {
        Card card = card(persona);
        String line = VOICE.line(script(card, said("alice", question)));
        assertThat(card.voice()).anySatisfy(topic -> assertThat(topic.lines()).contains(line));
        assertThat(card.catchAll()).doesNotContain(line);
    }

    @Test
    void whatIsNobodysSubjectGetsALineThatFitsAnything() {
        Card card = card("curie");
        String line = VOICE.line(script(card, said("alice", "asdf qwer 1234 zxcv")));
        assertThat(card.catchAll()).contains(line);
    }

    @Test
    void aPersonasLineGetsAReaction() {
        Card card = card("curie");
        Line spoken = spoken(card("twain"), "I never let school get in the way of my education.");
        assertThat(card.reactions()).contains(VOICE.line(script(card, spoken)));
    }

    @Test
    void theSameQuestionGetsAnotherLineEachTime() {
        Card card = card("einstein");
        var heard = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            String line = VOICE.line(script(card, said("alice", "@einstein what is time?")));
            heard.add(line);
            spoken(card, line);
        }
        assertThat(heard).doesNotHaveDuplicates();
    }

    @Test
    void theSameScriptGivesTheSameLine() {
        Script script = script(card("twain"), said("alice", "good morning"));
        assertThat(VOICE.line(script)).isEqualTo(VOICE.line(script));
    }

    @Test
    void withoutAModelWordsAreCompared() {
        Embeddings none = (text, patience) -> Optional.empty();
        var voice = new BuiltInVoice(new CardVectors(TestCards.SEEDED, none), none);
        Card card = card("einstein");
        String cue = card.voice().getFirst().cues().getFirst();
        assertThat(card.voice().getFirst().lines())
                .contains(voice.line(script(card, said("alice", cue))));
        assertThat(card.catchAll())
                .contains(voice.line(script(card, said("alice", "xyzzy plugh"))));
    }

    @Test
    void itSpeaksWordByWord() throws Exception {
        try (Utterance utterance = new SpokenWords("One two three.")) {
            var words = new ArrayList<String>();
            Piece piece = utterance.next(Duration.ofSeconds(1));
            while (!(piece instanceof Piece.End)) {
                if (piece instanceof Piece.Words(String text)) {
                    words.add(text);
                }
                piece = utterance.next(Duration.ofSeconds(1));
            }
            assertThat(words).containsExactly("One ", "two ", "three.");
        }
    }

    private static Card card(String name) {
        return TestCards.SEEDED.of(name).orElseThrow();
    }

    private Script script(Card card, Line said) {
        return new Script("room", card, new Prompt("", List.of(new Prompt.Heard(""))), said, lines);
    }

    private Line said(String name, String text) {
        return add(new Author.Person(name), text);
    }

    private Line spoken(Card card, String text) {
        return add(new Author.Persona(card.name(), card.sender()), text);
    }

    private Line add(Author author, String text) {
        var line =
                new Line(
                        UUID.nameUUIDFromBytes(new byte[] {(byte) lines.size()}),
                        lines.size(),
                        author,
                        text,
                        null,
                        0,
                        false,
                        false);
        lines.add(line);
        return line;
    }
}
