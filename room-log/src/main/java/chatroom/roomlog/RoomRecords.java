package chatroom.roomlog;

import chatroom.events.EventJson;
import chatroom.events.EventTypes;
import chatroom.events.MalformedEventException;
import chatroom.events.MessageIds;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Events as Kafka records: JSON in the value, CloudEvents 1.0 attributes in the headers (binary
/// mode).
public final class RoomRecords {

    private static final byte[] SPEC_VERSION = utf8("1.0");

    /// What databases, clients and durations in nanoseconds can all express.
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final byte[] JSON_TYPE = utf8("application/json");

    private RoomRecords() {}

    /// The record of an event.
    ///
    /// @param source name of the service that writes it
    public static ProducerRecord<String, byte[]> encode(
            RoomAddress address,
            String roomId,
            RoomEvent event,
            String source,
            Instant time,
            @Nullable String traceparent) {
        var producing =
                new ProducerRecord<>(
                        address.topic(), address.partition(), roomId, EventJson.write(event));
        Headers headers = producing.headers();
        headers.add("ce_specversion", SPEC_VERSION);
        headers.add("ce_id", utf8(MessageIds.fresh().toString()));
        headers.add("ce_type", utf8(EventTypes.nameOf(event)));
        headers.add("ce_source", utf8(source));
        headers.add("ce_time", utf8(time.toString()));
        headers.add("content-type", JSON_TYPE);
        if (traceparent != null) {
            headers.add("traceparent", utf8(traceparent));
        }
        return producing;
    }

    /// The event of a record; empty where this version does not know its type.
    ///
    /// @throws MalformedEventException where the record is none of ours
    public static Optional<LoggedEvent> decode(ConsumerRecord<String, byte[]> consumed) {
        String type = text(consumed, "ce_type");
        if (type == null || consumed.key() == null || consumed.value() == null) {
            throw new MalformedEventException("a record without ce_type, key or value", null);
        }
        var address = new RoomAddress(consumed.topic(), consumed.partition());
        if (!address.mayHold(consumed.key())) {
            // Its offset would be taken for a seq of the other room.
            throw new MalformedEventException("a record of another room", null);
        }
        return EventJson.readEvent(type, consumed.value())
                .map(event ->
                        new LoggedEvent(
                                address,
                                consumed.key(),
                                consumed.offset(),
                                time(consumed),
                                event,
                                text(consumed, "traceparent")));
    }

    private static Instant time(ConsumerRecord<String, byte[]> consumed) {
        String text = text(consumed, "ce_time");
        Instant time = text == null ? Instant.ofEpochMilli(consumed.timestamp()) : parsed(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new MalformedEventException("a time before 2000 or after 2200", null);
        }
        return time;
    }

    private static Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedEventException("ce_time is no time", e);
        }
    }

    private static @Nullable String text(ConsumerRecord<String, byte[]> consumed, String name) {
        Header header = consumed.headers().lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
