package chatroom.ai.voices;

import chatroom.ai.output.Tokens;
import chatroom.ai.provider.Endpoint;
import chatroom.ai.provider.Quirks;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Which voice the personas speak with: a provider that was named; else a model of an Ollama on
/// this machine, as long as one answers; else the built-in voice.
@ApplicationScoped
public class Voices {

    private static final Logger LOG = Logger.getLogger(Voices.class);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    /// While there is none: somebody may just be starting one.
    private static final Duration LOOK_AGAIN_SOON = Duration.ofSeconds(10);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofSeconds(15);

    private final VoiceSettings settings;
    private final Quirks quirks;
    private final InstantSource clock;
    private final FailureLog failures;
    private final Voice builtIn;
    private final Tracer tracer;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Voice current;
    private @Nullable OpenAiCompatibleVoice remote;
    private volatile boolean closing;

    Voices(
            VoiceSettings settings,
            Quirks quirks,
            InstantSource clock,
            BuiltInVoice builtIn,
            Tracer tracer) {
        this.settings = settings;
        this.quirks = quirks;
        this.clock = clock;
        this.failures = new FailureLog(clock);
        this.tracer = tracer;
        this.builtIn = traced(builtIn);
        this.current = settings.openAi() ? remote(settings.endpoint()) : this.builtIn;
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
                Ollama.Found found = ollama.look();
                use(found, ollama);
                Thread.sleep(found instanceof Ollama.Found.Model ? LOOK_AGAIN : LOOK_AGAIN_SOON);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void use(Ollama.Found found, Ollama ollama) {
        Voice before = current;
        switch (found) {
            case Ollama.Found.Model(String name) -> {
                if (!name.equals(before.model())) {
                    current = remote(new Endpoint(Endpoint.OLLAMA, ollama.door(), null, name));
                }
            }
            case Ollama.Found.Nothing() -> current = builtIn;
            // A slow answer changes nothing.
            case Ollama.Found.Unclear() -> {}
        }
        if (current != before) {
            LOG.infof("personas speak with %s (%s)", current.provider(), current.model());
            listeners.forEach(Runnable::run);
        }
    }

    private Voice remote(Endpoint endpoint) {
        remote =
                new OpenAiCompatibleVoice(
                        endpoint, quirks, CONNECT_TIMEOUT, settings.reasoningTokens());
        return traced(
                new GuardedVoice(
                        remote,
                        settings.limits(endpoint),
                        new Breaker(FAILURES, REST, clock),
                        failures));
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
