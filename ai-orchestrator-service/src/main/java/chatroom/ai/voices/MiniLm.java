package chatroom.ai.voices;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// The small model all-MiniLM-L6-v2 (quantised), in this process. It loads in the background:
/// nobody waits for it longer than they say.
@ApplicationScoped
class MiniLm implements Embeddings {

    private static final Logger LOG = Logger.getLogger(MiniLm.class);
    private static final String CACHE = "DJL_CACHE_DIR";
    private static final int REMEMBERED = 256;

    private final CompletableFuture<EmbeddingModel> model = new CompletableFuture<>();
    private final Map<String, float[]> recent =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    @PostConstruct
    void begin() {
        Thread.ofPlatform().name("embeddings").daemon().start(this::load);
    }

    private void load() {
        keepQuiet();
        try {
            long begun = System.nanoTime();
            // One text at a time is all we ask for: a pool of threads would only take memory.
            ExecutorService here = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
            var loaded = new AllMiniLmL6V2QuantizedEmbeddingModel(here);
            loaded.embed("ready");
            model.complete(loaded);
            LOG.infof(
                    "embeddings ready after %d ms",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("no embeddings: relevance is off and the built-in voices compare words", e);
            model.completeExceptionally(e);
        }
    }

    /// The tokenizer's library would otherwise report its use to its makers, and unpack itself into
    /// the home directory, which a container may not have.
    private static void keepQuiet() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        if (System.getProperty(CACHE) == null) {
            System.setProperty(
                    CACHE,
                    Path.of(System.getProperty("java.io.tmpdir"), "chatroom-djl").toString());
        }
    }

    @Override
    public Optional<float[]> of(String text, Duration patience) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        float[] known = recent.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            float[] vector =
                    normal(
                            model.get(patience.toNanos(), TimeUnit.NANOSECONDS)
                                    .embed(text)
                                    .content()
                                    .vector());
            recent.put(text, vector);
            return Optional.of(vector);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.debugf("a text has no vector: %s", e.getClass().getName());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static float[] normal(float[] vector) {
        double length = Math.sqrt(Embeddings.likeness(vector, vector));
        float[] normal = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            normal[i] = length == 0 ? 0 : (float) (vector[i] / length);
        }
        return normal;
    }
}
