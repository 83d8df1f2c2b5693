package chatroom.ai.voices;

import chatroom.ai.personas.Card;
import chatroom.ai.personas.Cards;
import chatroom.ai.turns.Relevance;
import chatroom.ai.turns.Seat;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Relevance by meaning: the likeness of a line with the closest of a persona's own sentences, and
/// a little more for each of its keywords.
@ApplicationScoped
class CardRelevance implements Relevance {

    private static final Duration PATIENCE = Duration.ofMillis(600);
    private static final double KEYWORD = 0.06;
    private static final int KEYWORDS_COUNTED = 3;

    private final Cards cards;
    private final CardVectors vectors;
    private final Embeddings embeddings;

    CardRelevance(Cards cards, CardVectors vectors, Embeddings embeddings) {
        this.cards = cards;
        this.vectors = vectors;
        this.embeddings = embeddings;
    }

    @Override
    public Map<String, Double> of(String text, List<Seat> seats) {
        var patience = new Patience(PATIENCE);
        Optional<float[]> said = embeddings.of(text, patience.left());
        var scores = new HashMap<String, Double>();
        said.ifPresent(vector ->
                seats.stream()
                        .flatMap(seat -> cards.of(seat.persona()).stream())
                        .forEach(card ->
                                vectors.subjects(card, patience.left())
                                        .ifPresent(subjects ->
                                                scores.put(
                                                        card.name(),
                                                        score(text, vector, card, subjects)))));
        return scores;
    }

    private static double score(String text, float[] vector, Card card, List<float[]> subjects) {
        double closest =
                subjects.stream()
                        .mapToDouble(subject -> Embeddings.likeness(vector, subject))
                        .max()
                        .orElse(0);
        Set<String> words =
                new HashSet<>(
                        Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        long keywords =
                card.keywords().stream()
                        .filter(keyword -> words.contains(keyword.toLowerCase(Locale.ROOT)))
                        .limit(KEYWORDS_COUNTED)
                        .count();
        return Math.min(1, closest + keywords * KEYWORD);
    }
}
