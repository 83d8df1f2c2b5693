package chatroom.chat.live;

import chatroom.events.PersonaState;
import chatroom.events.RoomState;
import chatroom.events.SessionRevoked;
import chatroom.events.UserState;
import chatroom.outbox.OutboxTopics;
import chatroom.roomlog.LogUnavailableException;
import chatroom.roomlog.RoomTopics;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Makes sure, before anything reads or writes them, that the topics of states are there: no
/// service waits for another to have started.
@ApplicationScoped
public class StateTopics implements OutboxTopics {

    private static final Logger LOG = Logger.getLogger(StateTopics.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /// An access token lives fifteen minutes: a revocation older than a day concerns nobody.
    private static final Duration REVOCATIONS_KEPT = Duration.ofDays(1);

    private final RoomTopics topics;
    private volatile boolean there;

    StateTopics(RoomTopics topics) {
        this.topics = topics;
    }

    /// Whether they were seen to be there since this process started.
    public boolean areThere() {
        return there;
    }

    void start(@Observes @Priority(10) StartupEvent start) {
        if (!ensured()) {
            Thread.ofVirtual().name("state-topics").start(this::keepTrying);
        }
    }

    private void keepTrying() {
        try {
            do {
                Thread.sleep(RETRY);
            } while (!ensured());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @throws LogUnavailableException where Kafka does not answer
    @Override
    public void ensure() {
        topics.ensureCompacted(RoomState.TOPIC);
        topics.ensureCompacted(PersonaState.TOPIC);
        topics.ensureCompacted(UserState.TOPIC);
        topics.ensureKept(SessionRevoked.TOPIC, REVOCATIONS_KEPT);
        there = true;
    }

    private boolean ensured() {
        try {
            ensure();
            return true;
        } catch (LogUnavailableException e) {
            LOG.warnf("Kafka does not answer yet: %s", e.getMessage());
            return false;
        }
    }
}
