package chatroom.ai.voices;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.personas.Card;
import chatroom.ai.personas.TestCards;
import chatroom.ai.turns.Floor;
import chatroom.ai.turns.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Lines with the persona whose subject they are, or `nobody`; by them the threshold was set.
class RelevanceTest {

    private static final List<Map.Entry<String, String>> LABELLED =
            List.of(
                    Map.entry("why can nothing go faster than light?", "einstein"),
                    Map.entry("what's inside a black hole", "einstein"),
                    Map.entry("does time slow down when you move?", "einstein"),
                    Map.entry("is radioactivity dangerous?", "curie"),
                    Map.entry("how do you stay patient in the lab?", "curie"),
                    Map.entry("did you really discover two elements?", "curie"),
                    Map.entry("write me a line about jealousy", "shakespeare"),
                    Map.entry("which of your plays is the saddest", "shakespeare"),
                    Map.entry("do computers have imagination?", "lovelace"),
                    Map.entry("how does an algorithm work?", "lovelace"),
                    Map.entry("what was it like to pilot a steamboat?", "twain"),
                    Map.entry("any advice on telling a funny story?", "twain"),
                    Map.entry("ok", "nobody"),
                    Map.entry("see you at six then", "nobody"),
                    Map.entry("did you get my email about the invoice", "nobody"),
                    Map.entry("brb, the kids are calling", "nobody"),
                    Map.entry("lol", "nobody"),
                    Map.entry("my train is late again", "nobody"));

    private static final MiniLm MODEL = new MiniLm();
    private static final CardVectors VECTORS = new CardVectors(TestCards.SEEDED, MODEL);

    @BeforeAll
    static void load() {
        MODEL.begin();
        TestCards.SEEDED
                .all()
                .forEach(card ->
                        assertThat(VECTORS.subjects(card, Duration.ofSeconds(60))).isPresent());
    }

    @Test
    void mostLinesFindThePersonaWhoseSubjectTheyAre() {
        var relevance = new CardRelevance(TestCards.SEEDED, VECTORS, MODEL);
        List<Seat> seats = TestCards.SEEDED.all().stream().map(Card::seat).toList();
        List<String> wrong =
                LABELLED.stream()
                        .filter(line ->
                                !best(relevance.of(line.getKey(), seats)).equals(line.getValue()))
                        .map(line -> line + " got " + relevance.of(line.getKey(), seats))
                        .toList();
        assertThat(wrong).as("wrong of " + LABELLED.size()).hasSizeLessThanOrEqualTo(2);
    }

    private static String best(Map<String, Double> scores) {
        return scores.entrySet().stream()
                .filter(score -> score.getValue() >= Floor.RELEVANT)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("nobody");
    }
}
