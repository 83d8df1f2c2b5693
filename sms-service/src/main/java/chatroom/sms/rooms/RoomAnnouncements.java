package chatroom.sms.rooms;

import chatroom.events.EventJson;
import chatroom.events.MalformedEventException;
import chatroom.events.RoomState;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Follows the topic `rooms` from its beginning.
@ApplicationScoped
class RoomAnnouncements {

    private static final Logger LOG = Logger.getLogger(RoomAnnouncements.class);

    private final Rooms rooms;

    RoomAnnouncements(Rooms rooms) {
        this.rooms = rooms;
    }

    @Incoming("rooms")
    @Blocking
    void announced(ConsumerRecord<String, byte @Nullable []> announcement) {
        if (announcement.value() == null) {
            rooms.remove(announcement.key());
            return;
        }
        try {
            rooms.put(EventJson.read(announcement.value(), RoomState.class));
        } catch (MalformedEventException e) {
            // The room stays as it was last understood.
            LOG.warnf("announcement of %s not understood: %s", announcement.key(), e.getMessage());
        }
    }
}
