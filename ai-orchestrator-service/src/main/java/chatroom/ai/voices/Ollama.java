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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// Looks for an Ollama on this machine.
final class Ollama {

    private static final Logger LOG = Logger.getLogger(Ollama.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /// A machine that has just started reads its list of models slowly.
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final JsonMapper JSON = new JsonMapper();

    /// Names and families of models that only measure likeness.
    private static final Pattern EMBEDS =
            Pattern.compile("embed|minilm|bge-|(?:^|[/-])(?:bge|gte|e5)(?:[-:]|$)|bert|arctic");

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    Ollama(URI url) {
        this.url = url;
    }

    /// What a look came to.
    sealed interface Found {
        /// A model that writes.
        record Model(String name) implements Found {}

        /// No Ollama, or none of its models writes.
        record Nothing() implements Found {}

        /// It is there, but did not answer in time.
        record Unclear() implements Found {}
    }

    /// Its door for OpenAI's clients.
    URI door() {
        return at("/v1");
    }

    /// The model to speak with.
    Found look() throws InterruptedException {
        try {
            Optional<JsonNode> tags = ask(HttpRequest.newBuilder(at("/api/tags")));
            if (tags.isEmpty()) {
                return new Found.Nothing();
            }
            for (JsonNode model : tags.get().path("models")) {
                String name = model.path("name").asText();
                if (!name.isEmpty() && writes(name, model)) {
                    return new Found.Model(name);
                }
            }
            return new Found.Nothing();
        } catch (java.net.http.HttpConnectTimeoutException | java.net.ConnectException e) {
            return new Found.Nothing();
        } catch (java.net.http.HttpTimeoutException e) {
            LOG.debugf("Ollama is slow: %s", e);
            return new Found.Unclear();
        } catch (IOException e) {
            LOG.debugf("no Ollama: %s", e);
            return new Found.Nothing();
        }
    }

    private boolean writes(String name, JsonNode model) throws InterruptedException {
        JsonNode details = model.path("details");
        String families = details.path("family").asText() + " " + details.path("families");
        if (EMBEDS.matcher((name + " " + families).toLowerCase(Locale.ROOT)).find()) {
            return false;
        }
        JsonNode capabilities =
                model.path("capabilities").isArray()
                        ? model.path("capabilities")
                        : show(name).path("capabilities");
        // Older versions name none.
        if (!capabilities.isArray() || capabilities.isEmpty()) {
            return true;
        }
        for (JsonNode capability : capabilities) {
            if (capability.asText().equals("completion")) {
                return true;
            }
        }
        return false;
    }

    private JsonNode show(String name) throws InterruptedException {
        try {
            String body = JSON.writeValueAsString(Map.of("model", name, "name", name));
            return ask(HttpRequest.newBuilder(at("/api/show"))
                            .POST(HttpRequest.BodyPublishers.ofString(body)))
                    .orElseGet(JSON::createObjectNode);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private Optional<JsonNode> ask(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
        return answer.statusCode() == 200
                ? Optional.of(JSON.readTree(answer.body()))
                : Optional.empty();
    }

    private URI at(String path) {
        String base = url.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
