package chatroom.chat.socket;

import chatroom.events.RoomEvent;
import chatroom.text.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a client may send.
sealed interface Inbound {

    /// A message.
    ///
    /// @param named whether it came as JSON, and is to be acknowledged
    /// @param traceparent W3C trace context that the client gives it, unchecked
    record Say(
            String text,
            @Nullable String clientId,
            @Nullable UUID replyTo,
            boolean named,
            @Nullable String traceparent)
            implements Inbound {}

    record Typing() implements Inbound {}

    record Read(long seq) implements Inbound {}

    record Stop(UUID messageId) implements Inbound {}

    record Auth(String token) implements Inbound {}

    record Ping() implements Inbound {}

    /// A frame with a `type` that can not be understood.
    ///
    /// @param why what is wrong, for people
    record Unintelligible(String why, @Nullable String clientId) implements Inbound {}

    ObjectReader JSON = new ObjectMapper().reader();

    /// Reads a text frame. What is not a JSON object with a `type` is a message's text.
    static Inbound read(String frame) {
        if (!frame.stripLeading().startsWith("{")) {
            return plain(frame);
        }
        JsonNode json;
        try {
            json = JSON.readTree(frame);
        } catch (JsonProcessingException e) {
            return plain(frame);
        }
        if (!json.isObject() || !json.path("type").isTextual()) {
            return plain(frame);
        }
        String clientId = null;
        try {
            clientId = clientId(json);
            return typed(json, clientId);
        } catch (IllegalArgumentException e) {
            return new Unintelligible(String.valueOf(e.getMessage()), clientId);
        }
    }

    private static Inbound typed(JsonNode json, @Nullable String clientId) {
        return switch (json.get("type").asText()) {
            case "message" ->
                    new Say(
                            text(json, "text"),
                            clientId,
                            optionalId(json),
                            true,
                            json.path("traceparent").textValue());
            case "typing" -> new Typing();
            case "read" -> {
                if (!json.path("seq").canConvertToExactIntegral()
                        || !json.get("seq").canConvertToLong()
                        || json.get("seq").asLong() < 0) {
                    throw new IllegalArgumentException("seq must be a whole number from 0");
                }
                yield new Read(json.get("seq").asLong());
            }
            case "stop" -> new Stop(id(text(json, "message_id"), "message_id"));
            case "auth" -> new Auth(text(json, "token"));
            case "ping" -> new Ping();
            default -> throw new IllegalArgumentException("there is no such type of frame");
        };
    }

    private static Inbound plain(String frame) {
        return new Say(frame, null, null, false, null);
    }

    private static @Nullable String clientId(JsonNode json) {
        if (!json.hasNonNull("client_id")) {
            return null;
        }
        String clientId = text(json, "client_id");
        Text.refusal(clientId, RoomEvent.LONGEST_CLIENT_ID)
                .ifPresent(reason -> {
                    throw new IllegalArgumentException("client_id " + reason);
                });
        return clientId;
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw new IllegalArgumentException(field + " must be a text");
        }
        return json.get(field).asText();
    }

    private static @Nullable UUID optionalId(JsonNode json) {
        return json.hasNonNull("reply_to") ? id(text(json, "reply_to"), "reply_to") : null;
    }

    private static UUID id(String text, String field) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " must be an id", e);
        }
    }
}
