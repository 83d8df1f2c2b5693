package chatroom.ai.voices;

import chatroom.ai.personas.Card;
import chatroom.ai.turns.Line;
import chatroom.ai.turns.Trigrams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The voice that needs no model: it says lines of the persona's card, chosen by what the room
/// talks about, and never claims to be more than that.
@ApplicationScoped
class BuiltInVoice implements Voice {

    static final String PROVIDER = "builtin";

    /// From here on a cue is taken to be what was said.
    private static final double ABOUT_THIS = 0.42;

    /// A persona's line is answered on its subject only where that is plain.
    private static final double PLAINLY_ABOUT_THIS = 0.62;

    private static final double ALIKE_IN_WORDS = 0.3;
    private static final double CONTEXT = 0.15;
    private static final int FRESH = 20;
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private final CardVectors vectors;
    private final Embeddings embeddings;

    BuiltInVoice(CardVectors vectors, Embeddings embeddings) {
        this.vectors = vectors;
        this.embeddings = embeddings;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public String model() {
        return "lines";
    }

    @Override
    public int tokensToRead(Script script) {
        return 0;
    }

    @Override
    public Utterance begin(Script script) {
        return new SpokenWords(line(script));
    }

    /// The line that fits best and has not been heard lately. The same script gives the same line.
    String line(Script script) {
        Card card = script.card();
        boolean toPerson = script.said().isPersons();
        Map<Integer, Double> topics = topics(script);
        double enough = toPerson ? ABOUT_THIS : PLAINLY_ABOUT_THIS;
        Stream<List<String>> onTopic =
                topics.entrySet().stream()
                        .filter(topic -> topic.getValue() >= enough)
                        .sorted(
                                Map.Entry.<Integer, Double>comparingByValue(
                                        Comparator.reverseOrder()))
                        .limit(2)
                        .map(topic -> card.voice().get(topic.getKey()).lines());
        List<List<String>> choices =
                Stream.concat(onTopic, Stream.of(toPerson ? card.catchAll() : card.reactions()))
                        .toList();
        return choices.stream()
                .flatMap(lines -> fresh(lines, script).stream())
                .findFirst()
                .orElseGet(() -> oldest(choices.getFirst(), script));
    }

    private Map<Integer, Double> topics(Script script) {
        String said = script.said().text();
        var patience = new Patience(PATIENCE);
        Optional<float[]> meant = embeddings.of(said, patience.left());
        Optional<List<CardVectors.Cue>> cues =
                meant.flatMap(vector -> vectors.cues(script.card(), patience.left()));
        var scores = new TreeMap<Integer, Double>();
        if (meant.isEmpty() || cues.isEmpty()) {
            inWords(script, scores);
            return scores;
        }
        Optional<float[]> before =
                before(script).flatMap(text -> embeddings.of(text, patience.left()));
        for (CardVectors.Cue cue : cues.get()) {
            double here = Embeddings.likeness(meant.get(), cue.vector());
            double there =
                    before.map(vector -> Embeddings.likeness(vector, cue.vector())).orElse(here);
            // What was said before may tip the balance, but brings up no subject of its own.
            double score = Math.max(here, (1 - CONTEXT) * here + CONTEXT * there);
            scores.merge(cue.topic(), score, Math::max);
        }
        return scores;
    }

    private static void inWords(Script script, Map<Integer, Double> scores) {
        List<Card.Topic> topics = script.card().voice();
        for (int i = 0; i < topics.size(); i++) {
            for (String cue : topics.get(i).cues()) {
                double alike = Trigrams.similarity(cue, script.said().text());
                // On the scale of meanings.
                scores.merge(i, alike * ABOUT_THIS / ALIKE_IN_WORDS, Math::max);
            }
        }
    }

    private static Optional<String> before(Script script) {
        return script.lines().reversed().stream()
                .filter(line -> line.seq() < script.said().seq())
                .findFirst()
                .map(Line::text);
    }

    private static Optional<String> fresh(List<String> lines, Script script) {
        int from = Math.floorMod(script.said().id().hashCode(), lines.size());
        return IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get((from + i) % lines.size()))
                .filter(line -> lastSaid(line, script) < 0)
                .findFirst();
    }

    private static String oldest(List<String> lines, Script script) {
        return lines.stream()
                .min(Comparator.comparingInt(line -> lastSaid(line, script)))
                .orElseThrow();
    }

    private static int lastSaid(String text, Script script) {
        List<Line> lines = script.lines();
        int from = Math.max(0, lines.size() - FRESH);
        return IntStream.range(from, lines.size())
                .filter(i -> lines.get(i).text().equals(text))
                .max()
                .orElse(-1);
    }
}
