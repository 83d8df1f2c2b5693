package chatroom.ai.voices;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Which providers there are, and how long they may take.
@Singleton
class VoiceSettings {

    /// The address that is meant where none is given: without a key nobody is asked there.
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    private final Optional<String> key;
    private final URI baseUrl;
    private final String model;
    private final URI ollama;
    private final Limits limits;
    private final boolean texts;

    @Inject
    VoiceSettings(
            @ConfigProperty(name = "OPENAI_API_KEY") Optional<String> key,
            @ConfigProperty(name = "OPENAI_BASE_URL") URI baseUrl,
            @ConfigProperty(name = "OPENAI_MODEL") String model,
            @ConfigProperty(name = "OLLAMA_URL") URI ollama,
            @ConfigProperty(name = "AI_FIRST_TOKEN_TIMEOUT_SECONDS") int first,
            @ConfigProperty(name = "AI_IDLE_TIMEOUT_SECONDS") int idle,
            @ConfigProperty(name = "AI_TOTAL_TIMEOUT_SECONDS") int total,
            @ConfigProperty(name = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT")
                    boolean texts) {
        this.key = key.filter(given -> !given.isBlank());
        this.baseUrl = baseUrl;
        this.model = model;
        this.ollama = ollama;
        this.texts = texts;
        this.limits =
                new Limits(
                        Duration.ofSeconds(first),
                        Duration.ofSeconds(idle),
                        Duration.ofSeconds(total));
    }

    /// Whether an OpenAI-compatible provider was named.
    boolean openAi() {
        return key.isPresent() || !baseUrl.equals(OPENAI);
    }

    Optional<String> key() {
        return key;
    }

    URI baseUrl() {
        return baseUrl;
    }

    String model() {
        return model;
    }

    URI ollama() {
        return ollama;
    }

    Limits limits() {
        return limits;
    }

    /// Whether spans hold what models read and wrote.
    boolean texts() {
        return texts;
    }
}
