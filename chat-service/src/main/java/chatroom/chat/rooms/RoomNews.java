package chatroom.chat.rooms;

import chatroom.events.EventJson;
import chatroom.events.RoomEvent;
import chatroom.events.RoomState;
import chatroom.outbox.Outbox;
import chatroom.roomlog.RoomRecords;
import chatroom.roomlog.Traceparent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What is published of a change of a room: its new state for other services, and an event in the
/// room's own log for those who are there. Both are written in the transaction of the change and
/// published after it, also where Kafka is away at that moment.
@ApplicationScoped
class RoomNews {

    private static final String SOURCE = "chat-service";

    private final Outbox outbox;

    RoomNews(Outbox outbox) {
        this.outbox = outbox;
    }

    /// The room is new, or is now like this. The caller holds the lock of its row.
    void put(RoomState room) {
        outbox.put(new ProducerRecord<>(RoomState.TOPIC, room.id(), EventJson.write(room)));
    }

    /// Something changed that those who are in the room see.
    void put(RoomView room, RoomEvent event) {
        outbox.put(
                RoomRecords.encode(
                        room.address(),
                        room.id(),
                        event,
                        SOURCE,
                        Instant.now(),
                        Traceparent.current()));
    }
}
