package chatroom.ai.voices;

import chatroom.ai.output.Tokens;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Which voice the personas speak with: a provider that was named; else a model of an Ollama on
/// this machine, as long as one answers; else the built-in voice.
@ApplicationScoped
public class Voices {

    private static final Logger LOG = Logger.getLogger(Voices.class);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofSeconds(15);

    private final VoiceSettings settings;
    private final InstantSource clock;
    private final Voice builtIn;
    private final Tracer tracer;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Voice current;
    private @Nullable OpenAiCompatibleVoice remote;
    private volatile boolean closing;

    Voices(VoiceSettings settings, InstantSource clock, BuiltInVoice builtIn, Tracer tracer) {
        this.settings = settings;
        this.clock = clock;
        this.tracer = tracer;
        this.builtIn = traced(builtIn);
        this.current =
                settings.openAi()
                        ? remote(
                                "openai",
                                settings.baseUrl(),
                                settings.key().orElse(null),
                                settings.model())
                        : this.builtIn;
    }

    /// Who speaks now.
    public Voice current() {
        return current;
    }

    /// Tells when that changed.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void start(@Observes StartupEvent started) {
        Thread.ofVirtual().name("tokens").start(Tokens::load);
        if (!settings.openAi()) {
            Thread.ofVirtual().name("ollama").start(this::lookForOllama);
        }
        LOG.infof("personas speak with %s (%s)", current.provider(), current.model());
    }

    private void lookForOllama() {
        var ollama = new Ollama(settings.ollama());
        while (!closing) {
            try {
                use(ollama.model(), ollama);
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void use(Optional<String> model, Ollama ollama) {
        Voice before = current;
        if (model.isPresent() && !model.get().equals(before.model())) {
            current = remote("ollama", ollama.door(), null, model.get());
        } else if (model.isEmpty()) {
            current = builtIn;
        }
        if (current != before) {
            LOG.infof("personas speak with %s (%s)", current.provider(), current.model());
            listeners.forEach(Runnable::run);
        }
    }

    private Voice remote(String provider, java.net.URI url, @Nullable String key, String model) {
        remote = new OpenAiCompatibleVoice(provider, url, key, model, settings.limits().first());
        return traced(
                new GuardedVoice(remote, settings.limits(), new Breaker(FAILURES, REST, clock)));
    }

    private Voice traced(Voice voice) {
        return new TracedVoice(voice, tracer, settings.texts());
    }

    void stop(@Observes @Priority(30) ShutdownEvent stopping) {
        closing = true;
        if (remote != null) {
            remote.close();
        }
    }
}
