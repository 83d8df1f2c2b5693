package chatroom.sms.rooms;

import chatroom.events.RoomState;
import chatroom.readers.Readers;
import chatroom.roomlog.StateReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/// Follows the topic `rooms` from its beginning.
@ApplicationScoped
class RoomAnnouncements {

    private final Rooms rooms;
    private final StateReader<RoomState> reader;

    RoomAnnouncements(Rooms rooms, Readers readers) {
        this.rooms = rooms;
        this.reader =
                readers.states(
                        "sms-state",
                        RoomState.TOPIC,
                        RoomState.class,
                        StateReader.From.BEGINNING,
                        this::announced);
    }

    void start(@Observes StartupEvent started) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.close();
    }

    private void announced(String id, @Nullable RoomState room) {
        if (room == null) {
            rooms.remove(id);
        } else {
            rooms.put(room);
        }
    }
}
