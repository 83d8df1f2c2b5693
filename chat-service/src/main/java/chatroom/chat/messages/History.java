package chatroom.chat.messages;

import chatroom.chat.projection.Progress;
import chatroom.chat.rooms.RoomView;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was said, page by page. Whoever said something through this pod finds it there at once.
@ApplicationScoped
public class History {

    private static final Duration READ_YOUR_WRITES = Duration.ofMillis(500);

    private final StoredMessages stored;
    private final Progress progress;
    private final Cache<String, Long> lastSaid =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(10)).build();

    History(StoredMessages stored, Progress progress) {
        this.stored = stored;
        this.progress = progress;
    }

    /// Remembers that a message was just written, which readers are to find.
    void said(RoomView room, long seq) {
        lastSaid.asMap().merge(room.id(), seq, Math::max);
    }

    /// A page of a room's messages, oldest first.
    ///
    /// @param before only those with a lower `seq`; null for no bound
    /// @param after the oldest of those with a higher `seq`; null for the newest
    /// @param words only those with these words; null for all
    List<MessageView> page(
            RoomView room,
            int limit,
            @Nullable Long before,
            @Nullable Long after,
            @Nullable String words) {
        Long said = lastSaid.getIfPresent(room.id());
        if (said != null && progress.await(room.address(), said, READ_YOUR_WRITES)) {
            lastSaid.asMap().remove(room.id(), said);
        }
        long bound = before == null ? Long.MAX_VALUE : before;
        if (words != null && !words.isBlank()) {
            return stored.search(room.id(), words, bound, limit);
        }
        return after == null
                ? stored.before(room.id(), bound, limit)
                : stored.after(room.id(), after, limit);
    }
}
