package chatroom.ai.provider;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a model is asked.
///
/// @param provider the name that people are told: `openai`, `ollama`
/// @param baseUrl up to and including `/v1`
/// @param key null where the provider asks for none
/// @param model the model's name at the provider
public record Endpoint(String provider, URI baseUrl, @Nullable String key, String model) {

    /// The provider name of an Ollama.
    public static final String OLLAMA = "ollama";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Whether the model runs on this machine: it may have to be loaded before its first word.
    public boolean isLocal() {
        String host = baseUrl.getHost();
        return provider.equals(OLLAMA) || (host != null && LOOPBACK.contains(host));
    }

    /// The address without credentials, under which is remembered what the model refuses.
    public String place() {
        int port = baseUrl.getPort();
        return baseUrl.getHost() + (port < 0 ? "" : ":" + port) + baseUrl.getPath();
    }

    URI completions() {
        String base = baseUrl.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                        + "/chat/completions");
    }

    @Override
    public String toString() {
        return provider + " (" + model + ")";
    }
}
