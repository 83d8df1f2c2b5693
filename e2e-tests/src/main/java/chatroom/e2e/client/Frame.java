package chatroom.e2e.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the server said in one frame.
///
/// @param at when it came, in nanoseconds of this JVM's own clock
public record Frame(JsonNode json, long at) {

    private static final Set<String> MESSAGES = Set.of("user", "ai", "system");

    /// @throws IllegalArgumentException where it is no JSON
    static Frame read(String text) {
        try {
            return new Frame(Api.JSON.readTree(text), System.nanoTime());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    public String event() {
        return json.path("event").asText();
    }

    public boolean is(String event) {
        return event().equals(event);
    }

    /// Whether it is a message with a place in the room's order.
    public boolean isMessage() {
        return MESSAGES.contains(event()) && json.has("seq");
    }

    public String sender() {
        return json.path("sender").asText();
    }

    public String text() {
        return json.path("text").asText();
    }

    public String id() {
        return json.path("id").asText();
    }

    public long seq() {
        return json.path("seq").asLong(-1);
    }

    /// Null where the frame names none.
    public @Nullable Long prev() {
        return json.hasNonNull("prev") ? Long.valueOf(json.get("prev").asLong()) : null;
    }

    public String clientId() {
        return json.path("client_id").asText();
    }

    public String personaId() {
        return json.path("persona_id").asText();
    }

    public String replyTo() {
        return json.path("reply_to").asText();
    }

    public JsonNode data() {
        return json.path("data");
    }

    /// The messages of a history, oldest first.
    public List<JsonNode> messages() {
        return List.copyOf(data().path("messages").valueStream().toList());
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
