package chatroom.chat.rooms;

import chatroom.events.EventJson;
import chatroom.events.RoomState;
import chatroom.readers.Readers;
import chatroom.roomlog.StateReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells the other services of rooms, on the compacted topic `rooms`, and hears of those that other
/// pods made. What could not be told is told as soon as it can be: a room's row says up to which
/// version it was.
@ApplicationScoped
class Announcements {

    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MutinyEmitter<Record<String, byte[]>> out;
    private final Event<RoomAnnounced> announced;
    private final RoomRecordsStore rooms;
    private final StateReader<RoomState> reader;

    Announcements(
            @Channel("rooms-out") MutinyEmitter<Record<String, byte[]>> out,
            Event<RoomAnnounced> announced,
            RoomRecordsStore rooms,
            Readers readers) {
        this.out = out;
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

    /// Tells of a room now; where Kafka does not answer, later.
    void announce(RoomView room) {
        try {
            out.send(Record.of(room.id(), EventJson.write(room.state()))).await().atMost(PATIENCE);
            rooms.announced(room.id(), room.version());
        } catch (RuntimeException e) {
            LOG.warnf("room %s will be announced later: %s", room.id(), e);
        }
    }

    @Scheduled(
            every = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = ApplicationNotRunning.class)
    void announceWhatIsDue() {
        List<String> due = rooms.unannounced();
        due.forEach(id -> rooms.ready(id).ifPresent(this::announce));
    }

    private void hear(String id, @Nullable RoomState room) {
        if (room != null) {
            announced.fire(new RoomAnnounced(room));
        }
    }
}
