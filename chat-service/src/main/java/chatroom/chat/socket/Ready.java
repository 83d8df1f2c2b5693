package chatroom.chat.socket;

import chatroom.chat.live.StateTopics;
import chatroom.chat.rooms.Rooms;
import chatroom.events.RoomId;
import chatroom.roomlog.LogUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once the lobby has been opened and the topics of states are there, until this pod goes
/// away. What it depends on may fail later: then it serves less, and a pod that is sent away could
/// serve nothing at all.
@ApplicationScoped
@Readiness
class Ready implements HealthCheck {

    private static final String NOTHING = "";

    private final Drain drain;
    private final Rooms rooms;
    private final StateTopics topics;
    private volatile boolean begun;

    Ready(Drain drain, Rooms rooms, StateTopics topics) {
        this.drain = drain;
        this.rooms = rooms;
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        String missing = begun ? NOTHING : missing();
        begun = begun || missing.equals(NOTHING);
        return HealthCheckResponse.named("rooms")
                .status(begun && !drain.isDraining())
                .withData("begun", begun)
                .withData("missing", missing)
                .withData("draining", drain.isDraining())
                .build();
    }

    /// Which store the opening of the lobby waits for.
    private String missing() {
        try {
            if (!topics.areThere()) {
                return "kafka";
            }
            return rooms.find(RoomId.LOBBY).isPresent() ? NOTHING : "lobby";
        } catch (LogUnavailableException e) {
            return "kafka";
        } catch (PersistenceException e) {
            return "database";
        }
    }
}
