package chatroom.e2e.field;

import chatroom.events.PersonaState;
import chatroom.events.RoomState;
import chatroom.events.SessionRevoked;
import chatroom.events.UserState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Records that no service of this product writes: random, truncated, of a later version, and made
/// to hurt. The same seed gives the same records.
final class HostileRecords {

    /// Stands in every record that has a text, so that a log that quotes one is found.
    static final String MARKER = "hostile-marker";

    private static final String POSTED = "chatroom.message.posted";
    private static final List<String> STATES =
            List.of(RoomState.TOPIC, UserState.TOPIC, PersonaState.TOPIC, SessionRevoked.TOPIC);

    private final Random random;
    private final List<Place> rooms;

    /// Where a room's log is.
    record Place(String room, String topic, int partition) {}

    HostileRecords(long seed, List<Place> rooms) {
        this.random = new Random(seed);
        this.rooms = List.copyOf(rooms);
    }

    /// The next one: four of five into a room, the others into a topic of states.
    ProducerRecord<String, byte[]> next() {
        return random.nextInt(5) == 0 ? state() : event(rooms.get(random.nextInt(rooms.size())));
    }

    private ProducerRecord<String, byte[]> event(Place at) {
        String good = message(MARKER, "\"web\"");
        return switch (random.nextInt(15)) {
            case 0 -> event(at, at.room(), POSTED, bytes());
            case 1 -> event(at, at.room(), POSTED, cut(good));
            case 2 -> event(at, at.room(), null, utf8(good));
            case 3 ->
                    event(
                            at,
                            at.room(),
                            "chatroom.poll.opened",
                            utf8("{\"q\":\"" + MARKER + "\"}"));
            case 4 -> event(at, at.room(), POSTED, null);
            case 5 -> event(at, null, POSTED, utf8(good));
            case 6 -> with(event(at, at.room(), POSTED, utf8(good)), "ce_time", time());
            case 7 -> event(at, at.room(), POSTED, utf8("[".repeat(1 + random.nextInt(100_000))));
            // A1: JSON takes it, PostgreSQL does not.
            case 8 ->
                    event(
                            at,
                            at.room(),
                            POSTED,
                            utf8(message(MARKER + "\\u0000\\ud800", "\"web\"")));
            case 9 -> event(at, at.room(), POSTED, utf8(message(MARKER, "\"pigeon\"")));
            case 10 ->
                    event(at, at.room(), POSTED, utf8("{\"id\":12,\"text\":\"" + MARKER + "\"}"));
            case 11 -> event(at, at.room(), "chatroom.reply.posted", utf8(good));
            case 12 -> event(at, at.room(), "chatroom.member.changed", utf8("{}"));
            // In a shared topic only PostgreSQL refuses it.
            case 13 -> event(at, at.room() + "\0", POSTED, utf8(good));
            default -> clientId(at);
        };
    }

    private ProducerRecord<String, byte[]> clientId(Place at) {
        return event(
                at,
                at.room(),
                POSTED,
                utf8(
                        message(MARKER, "\"web\"")
                                .replace("\"client_id\":null", "\"client_id\":\"a\\u0000b\"")));
    }

    private String time() {
        return List.of(
                        "yesterday",
                        "+999999999-12-31T23:59:59Z",
                        "-999999999-01-01T00:00:00Z",
                        "1969-12-31T23:59:59Z",
                        "")
                .get(random.nextInt(5));
    }

    private ProducerRecord<String, byte[]> state() {
        String topic = STATES.get(random.nextInt(STATES.size()));
        String key = MARKER + random.nextInt(1_000);
        byte @Nullable [] value =
                switch (random.nextInt(7)) {
                    case 0 -> bytes();
                    case 1 -> cut("{\"id\":\"" + new UUID(random.nextLong(), 0) + "\",\"name\":\"");
                    case 2 -> utf8(List.of("null", "[]", "12", "\"x\"").get(random.nextInt(4)));
                    case 3 -> utf8("{\"id\":null,\"name\":null,\"is_admin\":\"" + MARKER + "\"}");
                    case 4 -> null;
                    case 5 -> utf8("[".repeat(1 + random.nextInt(100_000)));
                    default -> room(key);
                };
        return new ProducerRecord<>(topic, key, value);
    }

    /// A room that would make readers follow what is no room.
    private byte[] room(String id) {
        String topic =
                List.of(
                                "personas",
                                "chat-projection.dlq",
                                "../../x",
                                "a b",
                                "room.",
                                "x".repeat(300))
                        .get(random.nextInt(6));
        return utf8(
                """
                {"id":"%s","name":"x","theme":{"topic":"x","guidelines":"","active_personas":[]},
                "visibility":"public","address":{"topic":"%s","partition":0},"epoch":"x","version":1}\
                """
                        .formatted(id, topic));
    }

    private String message(String text, String via) {
        return """
        {"id":"%s","sender":"mallory","user_id":null,"text":"%s","reply_to":null,\
        "client_id":null,"via":%s}\
        """
                .formatted(new UUID(random.nextLong(), random.nextLong()), text, via);
    }

    private static ProducerRecord<String, byte[]> event(
            Place at, @Nullable String key, @Nullable String type, byte @Nullable [] value) {
        var event = new ProducerRecord<>(at.topic(), at.partition(), key, value);
        event.headers().add("ce_id", utf8(UUID.randomUUID().toString()));
        return type == null ? event : with(event, "ce_type", type);
    }

    private static ProducerRecord<String, byte[]> with(
            ProducerRecord<String, byte[]> event, String header, String value) {
        event.headers().add(header, utf8(value));
        return event;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] cut(String json) {
        return utf8(json.substring(0, 1 + random.nextInt(json.length() - 1)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
