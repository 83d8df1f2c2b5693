package chatroom.chat.presence;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/// Tells the other pods, every few seconds, who is here.
@ApplicationScoped
class Heartbeat {

    private final Presence presence;
    private final SharedPresence shared;
    private final GuestNames guests;

    Heartbeat(Presence presence, SharedPresence shared, GuestNames guests) {
        this.presence = presence;
        this.shared = shared;
        this.guests = guests;
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = ApplicationNotRunning.class)
    void beat() {
        shared.heartbeat(presence.local());
        guests.renew();
    }
}
