package chatroom.ai.log;

import chatroom.ai.rooms.Rooms;
import chatroom.readers.Readers;
import chatroom.roomlog.RoomGroupReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/// Reads all rooms that are announced, as one of the group of orchestrators.
@ApplicationScoped
class RoomReader {

    private static final String GROUP = "ai-orchestrator";

    /// Somebody waits for a persona to begin.
    private static final Duration GATHER = Duration.ofMillis(15);

    private final RoomGroupReader reader;
    private final Rooms rooms;

    RoomReader(Readers readers, RoomEvents events, Rooms rooms, MeterRegistry meters) {
        this.reader = readers.rooms(GROUP, GATHER, events);
        this.rooms = rooms;
        meters.gauge("chatroom.ai.behind", reader, RoomGroupReader::behind);
    }

    void start(@Observes StartupEvent started) {
        reader.start();
        rooms.onRoom(room -> reader.follow(room.address().topic()));
    }

    // Before the turns stop: what is read must still become rows.
    void stop(@Observes @Priority(10) ShutdownEvent stopping) {
        reader.close();
    }
}
