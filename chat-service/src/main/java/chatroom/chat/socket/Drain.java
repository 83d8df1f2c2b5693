package chatroom.chat.socket;

import chatroom.chat.live.LiveRooms;
import chatroom.chat.live.Subscriber;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/// Going away politely: not ready any more, no new sockets, the open ones closed with 1001 so that
/// they come back elsewhere at once.
@ApplicationScoped
class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final int GOING_AWAY = 1001;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LiveRooms live;
    private volatile boolean draining;

    Drain(LiveRooms live) {
        this.live = live;
    }

    boolean isDraining() {
        return draining;
    }

    /// What SIGTERM begins, while the server still runs: later it would itself have closed the
    /// sockets, with 1000, which says nothing about coming back.
    void drain(@Observes ShutdownDelayInitiatedEvent shutdown) throws InterruptedException {
        draining = true;
        List<Subscriber> open = subscribers();
        LOG.infof("going away: closing %d sockets", open.size());
        open.forEach(subscriber -> subscriber.close(GOING_AWAY, "going away: reconnect"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!subscribers().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }

    private List<Subscriber> subscribers() {
        return live.all().stream().flatMap(feed -> feed.subscribers().stream()).toList();
    }
}
