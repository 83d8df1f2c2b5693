package chatroom.chat.socket;

import chatroom.chat.rooms.Rooms;
import chatroom.events.RoomId;
import chatroom.roomlog.LogUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once the lobby has been opened, until this pod goes away. What it depends on may fail
/// later: then it serves less, and a pod that is sent away could serve nothing at all.
@ApplicationScoped
@Readiness
class Ready implements HealthCheck {

    private final Drain drain;
    private final Rooms rooms;
    private volatile boolean begun;

    Ready(Drain drain, Rooms rooms) {
        this.drain = drain;
        this.rooms = rooms;
    }

    @Override
    public HealthCheckResponse call() {
        begun = begun || lobbyIsThere();
        return HealthCheckResponse.named("rooms")
                .status(begun && !drain.isDraining())
                .withData("begun", begun)
                .withData("draining", drain.isDraining())
                .build();
    }

    private boolean lobbyIsThere() {
        try {
            return rooms.find(RoomId.LOBBY).isPresent();
        } catch (LogUnavailableException | PersistenceException e) {
            return false;
        }
    }
}
