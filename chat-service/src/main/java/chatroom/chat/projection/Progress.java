package chatroom.chat.projection;

import chatroom.events.RoomAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/// How far the projection has come.
@ApplicationScoped
public class Progress {

    private static final Duration STEP = Duration.ofMillis(10);

    private final EntityManager entities;

    Progress(EntityManager entities) {
        this.entities = entities;
    }

    /// The offset up to which everything is in Postgres; -1 where nothing is yet.
    @Transactional
    public long of(RoomAddress address) {
        List<?> found =
                entities.createNativeQuery(
                                "select seq from projected where topic = ?1 and partition = ?2",
                                Long.class)
                        .setParameter(1, address.topic())
                        .setParameter(2, address.partition())
                        .getResultList();
        return found.isEmpty() ? -1 : (Long) found.getFirst();
    }

    /// Waits until an offset is in Postgres. Blocks.
    ///
    /// @return whether it was in time
    public boolean await(RoomAddress address, long seq, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (of(address) < seq) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
