package chatroom.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// Where a room's log lives: a topic of its own, or a partition that it shares.
///
/// @param topic Kafka topic
/// @param partition partition of it, ≥ 0
public record RoomAddress(String topic, int partition) {

    /// The topic of rooms past the limit of topics; its records are keyed by room id.
    public static final String SHARED_TOPIC = "rooms.shared";

    private static final String OWN_PREFIX = "room.";

    public RoomAddress {
        topic = Fields.name("topic", topic);
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

    /// Whether other rooms write there too.
    @JsonIgnore
    public boolean isShared() {
        return topic.equals(SHARED_TOPIC);
    }
}
