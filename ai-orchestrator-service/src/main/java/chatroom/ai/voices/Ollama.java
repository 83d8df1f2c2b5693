package chatroom.ai.voices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Looks for an Ollama on this machine.
final class Ollama {

    private static final Logger LOG = Logger.getLogger(Ollama.class);
    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    Ollama(URI url) {
        this.url = url;
    }

    /// Its door for OpenAI's clients.
    URI door() {
        return at("/v1");
    }

    /// The model to speak with; empty where no Ollama answers, or it has no model that writes.
    Optional<String> model() throws InterruptedException {
        try {
            HttpRequest ask = HttpRequest.newBuilder(at("/api/tags")).timeout(PATIENCE).build();
            HttpResponse<byte[]> answer = http.send(ask, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                return Optional.empty();
            }
            for (JsonNode model : JSON.readTree(answer.body()).path("models")) {
                String name = model.path("name").asText();
                // Models that only measure likeness can not write.
                if (!name.isEmpty() && !name.contains("embed") && !name.contains("minilm")) {
                    return Optional.of(name);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            LOG.debugf("no Ollama: %s", e);
            return Optional.empty();
        }
    }

    private URI at(String path) {
        String base = url.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
