package chatroom.chat.rooms;

import chatroom.events.RoomState;
import chatroom.readers.Readers;
import chatroom.roomlog.LogUnavailableException;
import chatroom.roomlog.StateReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hears, on the compacted topic `rooms`, of rooms that other pods made or changed, and announces
/// those that could not be announced when they were made.
@ApplicationScoped
class Announcements {

    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final Event<RoomAnnounced> announced;
    private final RoomRecordsStore rooms;
    private final StateReader<RoomState> reader;

    Announcements(Event<RoomAnnounced> announced, RoomRecordsStore rooms, Readers readers) {
        this.announced = announced;
        this.rooms = rooms;
        this.reader =
                readers.states(
                        "chat-state",
                        RoomState.TOPIC,
                        RoomState.class,
                        StateReader.From.BEGINNING,
                        this::hear);
    }

    void start(@Observes StartupEvent started) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.close();
    }

    @Scheduled(
            every = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = ApplicationNotRunning.class)
    void announceWhatIsDue() {
        for (String id : rooms.unannounced()) {
            try {
                rooms.ready(id).ifPresent(room -> rooms.announce(room.id()));
            } catch (LogUnavailableException e) {
                LOG.warnf("Room %s is announced later: %s", id, e.getMessage());
            }
        }
    }

    private void hear(String id, @Nullable RoomState room) {
        if (room != null) {
            announced.fire(new RoomAnnounced(room));
        }
    }
}
