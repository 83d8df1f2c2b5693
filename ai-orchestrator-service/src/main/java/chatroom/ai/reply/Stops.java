package chatroom.ai.reply;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Replies being written in this process that somebody asked to stop: known here at once, by other
/// processes from the table.
@ApplicationScoped
public class Stops {

    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private final Set<UUID> requested = ConcurrentHashMap.newKeySet();

    /// Somebody wants that reply to stop.
    public void request(UUID reply) {
        if (running.contains(reply)) {
            requested.add(reply);
        }
    }

    void begin(UUID reply) {
        running.add(reply);
    }

    boolean requested(UUID reply) {
        return requested.contains(reply);
    }

    void end(UUID reply) {
        running.remove(reply);
        requested.remove(reply);
    }
}
