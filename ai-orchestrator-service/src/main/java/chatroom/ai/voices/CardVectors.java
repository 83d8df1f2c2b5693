package chatroom.ai.voices;

import chatroom.ai.personas.Card;
import chatroom.ai.personas.Cards;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// The cards' own sentences as vectors: measured once, in the background, and at once for the
/// persona that is needed first.
@ApplicationScoped
class CardVectors {

    private static final Logger LOG = Logger.getLogger(CardVectors.class);
    private static final Pattern ITEMS = Pattern.compile("[,.:;]\\s*(?:and |also )?");
    private static final Pattern ITEM = Pattern.compile("\\p{L}{3}");
    private static final Duration LOADING = Duration.ofSeconds(30);

    /// A sentence of a card and where in the card's list of topics it stands.
    record Cue(int topic, float[] vector) {}

    private final Cards cards;
    private final Embeddings embeddings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CompletableFuture<List<float[]>>> subjects =
            new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<List<Cue>>> cues = new ConcurrentHashMap<>();

    CardVectors(Cards cards, Embeddings embeddings) {
        this.cards = cards;
        this.embeddings = embeddings;
    }

    void measureAll(@Observes StartupEvent started) {
        threads.execute(() -> {
            // One after the other: a first question finds a core that is free.
            cards.all().forEach(card -> quietly(subjects(card)));
            cards.all().forEach(card -> quietly(cues(card)));
        });
    }

    /// The descriptor and the anchors of a persona; empty where they are not measured within that
    /// time.
    Optional<List<float[]>> subjects(Card card, Duration patience) {
        return within(patience, subjects(card));
    }

    /// The cues of its built-in voice, likewise.
    Optional<List<Cue>> cues(Card card, Duration patience) {
        return within(patience, cues(card));
    }

    private CompletableFuture<List<float[]>> subjects(Card card) {
        return subjects.computeIfAbsent(
                card.name(),
                name -> CompletableFuture.supplyAsync(() -> measureSubjects(card), threads));
    }

    private List<float[]> measureSubjects(Card card) {
        // A whole list of subjects lies close to none of them: each is measured for itself, too.
        Stream<String> listed = ITEMS.splitAsStream(card.descriptor()).filter(ITEM.asPredicate());
        return Stream.of(Stream.of(card.descriptor()), listed, card.anchors().stream())
                .flatMap(texts -> texts)
                .map(this::vector)
                .toList();
    }

    private CompletableFuture<List<Cue>> cues(Card card) {
        return cues.computeIfAbsent(
                card.name(),
                name ->
                        CompletableFuture.supplyAsync(
                                () -> {
                                    var measured = new ArrayList<Cue>();
                                    for (int i = 0; i < card.voice().size(); i++) {
                                        for (String cue : card.voice().get(i).cues()) {
                                            measured.add(new Cue(i, vector(cue)));
                                        }
                                    }
                                    return List.copyOf(measured);
                                },
                                threads));
    }

    private float[] vector(String text) {
        return embeddings
                .of(text, LOADING)
                .orElseThrow(() -> new IllegalStateException("no model"));
    }

    private static <T> Optional<T> within(Duration patience, CompletableFuture<T> measured) {
        try {
            return Optional.of(measured.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void quietly(CompletableFuture<?> measured) {
        measured.exceptionally(
                        failure -> {
                            LOG.debugf("card not measured: %s", failure);
                            return null;
                        })
                .join();
    }
}
