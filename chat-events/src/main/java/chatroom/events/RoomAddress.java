package chatroom.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// Where a room's log lives: a topic of its own, or a partition that it shares.
///
/// @param topic Kafka topic: {@link #SHARED_TOPIC}, or `room.` and the room's id
/// @param partition partition of it, ≥ 0
public record RoomAddress(String topic, int partition) {

    /// The topic of rooms past the limit of topics; its records are keyed by room id.
    public static final String SHARED_TOPIC = "rooms.shared";

    private static final String OWN_PREFIX = "room.";

    public RoomAddress {
        topic = Fields.name("topic", topic);
        if (!topic.equals(SHARED_TOPIC) && !isOwn(topic)) {
            // A reader that followed it would read what is no room.
            throw new IllegalArgumentException("no topic of rooms");
        }
        if (partition < 0) {
            throw new IllegalArgumentException("negative partition: " + partition);
        }
    }

    /// A topic of the room's own.
    public static RoomAddress own(String roomId) {
        return new RoomAddress(OWN_PREFIX + RoomId.require(roomId), 0);
    }

    /// A place in the shared topic; the same for the same room as long as `partitions` is.
    public static RoomAddress shared(String roomId, int partitions) {
        int hash = RoomId.require(roomId).hashCode();
        return new RoomAddress(SHARED_TOPIC, Math.floorMod(hash, partitions));
    }

    private static boolean isOwn(String topic) {
        return topic.startsWith(OWN_PREFIX) && RoomId.isValid(topic.substring(OWN_PREFIX.length()));
    }

    /// Whether events of this room may stand there.
    public boolean mayHold(String roomId) {
        return isShared() || topic.equals(OWN_PREFIX + roomId);
    }

    /// Whether other rooms write there too.
    @JsonIgnore
    public boolean isShared() {
        return topic.equals(SHARED_TOPIC);
    }
}
