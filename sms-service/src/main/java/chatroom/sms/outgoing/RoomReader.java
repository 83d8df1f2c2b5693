package chatroom.sms.outgoing;

import chatroom.readers.Readers;
import chatroom.roomlog.RoomGroupReader;
import chatroom.sms.rooms.Rooms;
import chatroom.sms.twilio.Carrier;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads all rooms that are announced, as one of the group of SMS services; not where no SMS can be
/// sent.
@ApplicationScoped
class RoomReader {

    private static final String GROUP = "sms";

    /// An SMS takes seconds.
    private static final Duration GATHER = Duration.ofMillis(200);

    private final @Nullable RoomGroupReader reader;
    private final Rooms rooms;

    RoomReader(Readers readers, RoomLines lines, Rooms rooms, Carrier carrier) {
        this.reader = carrier.isConfigured() ? readers.rooms(GROUP, GATHER, lines) : null;
        this.rooms = rooms;
    }

    void start(@Observes StartupEvent started) {
        RoomGroupReader reading = reader;
        if (reading != null) {
            reading.start();
            rooms.onRoom(room -> reading.follow(room.address().topic()));
        }
    }

    // Before the senders stop: what is read must still become rows.
    void stop(@Observes @Priority(10) ShutdownEvent stopping) {
        if (reader != null) {
            reader.close();
        }
    }
}
