package chatroom.chat.messages;

import chatroom.chat.live.LiveRooms;
import chatroom.chat.live.RoomFeed;
import chatroom.chat.projection.Progress;
import chatroom.chat.rooms.RoomView;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was said, page by page. Whoever said something through this pod finds it there at once.
@ApplicationScoped
public class History {

    private final StoredMessages stored;
    private final Progress progress;
    private final LiveRooms live;
    private final Cache<String, Long> lastSaid =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(10)).build();

    History(StoredMessages stored, Progress progress, LiveRooms live) {
        this.stored = stored;
        this.progress = progress;
        this.live = live;
    }

    /// Remembers that a message was just written, which readers are to find.
    void said(RoomView room, long seq) {
        lastSaid.asMap().merge(room.id(), seq, Math::max);
    }

    /// A page of a room's messages, oldest first. What Postgres does not have yet comes from the
    /// log.
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
        long bound = before == null ? Long.MAX_VALUE : before;
        if (words != null && !words.isBlank()) {
            return stored.search(room.id(), words, bound, limit);
        }
        Optional<RoomFeed> log = log(room);
        var page = new TreeMap<Long, MessageView>();
        List<MessageView> rows =
                after == null
                        ? stored.before(room.id(), bound, limit)
                        : stored.after(room.id(), after, limit);
        rows.forEach(said -> page.put(said.seq(), said));
        log.stream()
                .flatMap(feed -> feed.after(after == null ? -1 : after).stream())
                .filter(said -> said.seq() < bound)
                .forEach(said -> page.putIfAbsent(said.seq(), said));
        List<MessageView> all = List.copyOf(page.values());
        return after == null
                ? all.subList(Math.max(0, all.size() - limit), all.size())
                : all.subList(0, Math.min(limit, all.size()));
    }

    /// Whether a room has a message of this id. Blocks.
    ///
    /// @throws jakarta.persistence.PersistenceException where Postgres does not answer
    /// @throws chatroom.roomlog.LogUnavailableException where the log can not be read in time
    boolean has(RoomView room, UUID id) {
        if (live.watched(room.id()).flatMap(feed -> feed.find(id)).isPresent()
                || stored.find(id).filter(said -> said.roomId().equals(room.id())).isPresent()) {
            return true;
        }
        // The newest messages are in the log alone.
        Long said = lastSaid.getIfPresent(room.id());
        RoomFeed feed = said == null ? live.open(room) : live.open(room, said);
        return feed.find(id).isPresent();
    }

    /// The end of the room's log: where it is read anyway, or where something was just said that
    /// Postgres lacks.
    private Optional<RoomFeed> log(RoomView room) {
        Long said = lastSaid.getIfPresent(room.id());
        if (said == null) {
            return live.watched(room.id());
        }
        if (progress.of(room.address()) >= said) {
            lastSaid.asMap().remove(room.id(), said);
            return live.watched(room.id());
        }
        return Optional.of(live.open(room, said));
    }
}
