package chatroom.ai.voices;

import chatroom.ai.provider.Endpoint;
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
    private final Optional<Integer> first;
    private final Duration idle;
    private final Duration total;
    private final int reasoningTokens;
    private final boolean texts;

    @Inject
    VoiceSettings(
            @ConfigProperty(name = "OPENAI_API_KEY") Optional<String> key,
            @ConfigProperty(name = "OPENAI_BASE_URL") URI baseUrl,
            @ConfigProperty(name = "OPENAI_MODEL") String model,
            @ConfigProperty(name = "OLLAMA_URL") URI ollama,
            @ConfigProperty(name = "AI_FIRST_TOKEN_TIMEOUT_SECONDS") Optional<Integer> first,
            @ConfigProperty(name = "AI_IDLE_TIMEOUT_SECONDS") int idle,
            @ConfigProperty(name = "AI_TOTAL_TIMEOUT_SECONDS") int total,
            @ConfigProperty(name = "AI_REASONING_TOKENS") int reasoningTokens,
            @ConfigProperty(name = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT")
                    boolean texts) {
        this.key = key.filter(given -> !given.isBlank());
        this.baseUrl = baseUrl;
        this.model = model;
        this.ollama = ollama;
        this.first = first;
        this.idle = Duration.ofSeconds(idle);
        this.total = Duration.ofSeconds(total);
        this.reasoningTokens = reasoningTokens;
        this.texts = texts;
    }

    /// Whether an OpenAI-compatible provider was named.
    boolean openAi() {
        return key.isPresent() || !baseUrl.equals(OPENAI);
    }

    /// The provider that was named.
    Endpoint endpoint() {
        return new Endpoint("openai", baseUrl, key.orElse(null), model);
    }

    URI ollama() {
        return ollama;
    }

    Limits limits(Endpoint endpoint) {
        return Limits.of(first, endpoint.isLocal(), idle, total);
    }

    /// What a model that reasons may think, apart from its answer.
    int reasoningTokens() {
        return reasoningTokens;
    }

    /// Whether spans hold what models read and wrote.
    boolean texts() {
        return texts;
    }
}
