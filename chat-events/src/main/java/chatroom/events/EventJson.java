package chatroom.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Events and states as JSON bytes. Readers tolerate fields that they do not know.
public final class EventJson {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private EventJson() {}

    /// The JSON of an event or a state.
    public static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The event of that wire name; empty where this version does not know the name.
    ///
    /// @throws MalformedEventException where the bytes are not such an event
    public static Optional<RoomEvent> readEvent(String type, byte[] json) {
        return EventTypes.classOf(type).map(known -> read(json, known));
    }

    /// A state or an event of a known class.
    ///
    /// @throws MalformedEventException where the bytes are not such a value
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = JSON.readValue(json, type);
            if (value == null) {
                throw new MalformedEventException("null is no " + type.getSimpleName(), null);
            }
            return value;
        } catch (IOException e) {
            throw new MalformedEventException("not a " + type.getSimpleName(), e);
        }
    }
}
