package chatroom.chat.live;

import chatroom.chat.live.HistoryData.RoomName;
import chatroom.chat.live.RoomFeed.Coverage;
import chatroom.chat.live.RoomFeed.Snapshot;
import chatroom.chat.messages.MessageView;
import chatroom.chat.messages.StoredMessages;
import chatroom.chat.people.KnownPersonas;
import chatroom.chat.presence.Presence;
import chatroom.chat.projection.Progress;
import chatroom.chat.rooms.RoomView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a socket into a room: tells it what was said before, then lets it watch, with nothing
/// missed or doubled in between. What memory has is not asked of Postgres.
@ApplicationScoped
public class Newcomers {

    private static final int HISTORY = 50;
    private static final int MOST_TO_RESUME = 1_000;
    private static final Duration READ_YOUR_WRITES = Duration.ofMillis(500);

    private final StoredMessages stored;
    private final Progress progress;
    private final Presence presence;
    private final KnownPersonas personas;

    Newcomers(StoredMessages stored, Progress progress, Presence presence, KnownPersonas personas) {
        this.stored = stored;
        this.progress = progress;
        this.presence = presence;
        this.personas = personas;
    }

    /// Older messages than memory has.
    ///
    /// @param complete whether they reach up to what memory has
    private record Older(List<MessageView> messages, boolean complete) {
        static final Older NONE_NEEDED = new Older(List.of(), true);
    }

    /// Lets a socket watch a room. Blocks where Postgres is needed.
    ///
    /// @param since `seq` of the last message that the client has; null for one that comes new
    /// @param epoch under which it has it
    public void join(
            RoomFeed feed,
            RoomView room,
            Subscriber subscriber,
            @Nullable Long since,
            @Nullable String epoch) {
        boolean resumes = since != null && feed.epoch().equals(epoch);
        if (resumes && since != null) {
            Older older = olderAfter(feed, since);
            if (older.complete() && older.messages().size() <= MOST_TO_RESUME) {
                feed.join(
                        subscriber,
                        now -> data(room, feed, merged(older, now, since), now, null, null));
                return;
            }
        }
        Older older = newest(feed);
        Boolean reset = since == null ? null : Boolean.TRUE;
        Boolean degraded = older.complete() ? null : Boolean.TRUE;
        feed.join(
                subscriber,
                now -> data(room, feed, last(merged(older, now, -1)), now, reset, degraded));
    }

    private Older olderAfter(RoomFeed feed, long since) {
        Coverage memory = feed.coverage();
        if (memory.completeAfter() <= since) {
            return Older.NONE_NEEDED;
        }
        return read(feed, memory, () -> stored.after(feed.roomId(), since, MOST_TO_RESUME + 1));
    }

    private Older newest(RoomFeed feed) {
        Coverage memory = feed.coverage();
        if (memory.completeAfter() < 0 || memory.messages() >= HISTORY) {
            return Older.NONE_NEEDED;
        }
        return read(feed, memory, () -> stored.before(feed.roomId(), Long.MAX_VALUE, HISTORY));
    }

    private Older read(
            RoomFeed feed, Coverage memory, java.util.function.Supplier<List<MessageView>> rows) {
        try {
            boolean meets =
                    progress.await(feed.address(), memory.completeAfter(), READ_YOUR_WRITES);
            return new Older(rows.get(), meets);
        } catch (PersistenceException e) {
            return new Older(List.of(), false);
        }
    }

    private static List<MessageView> merged(Older older, Snapshot now, long since) {
        long inMemory = now.tail().isEmpty() ? Long.MAX_VALUE : now.tail().getFirst().seq();
        var all = new ArrayList<MessageView>();
        older.messages().stream().filter(said -> said.seq() < inMemory).forEach(all::add);
        now.tail().stream().filter(said -> said.seq() > since).forEach(all::add);
        return all;
    }

    private static List<MessageView> last(List<MessageView> all) {
        return all.subList(Math.max(0, all.size() - HISTORY), all.size());
    }

    private HistoryData data(
            RoomView room,
            RoomFeed feed,
            List<MessageView> messages,
            Snapshot now,
            @Nullable Boolean reset,
            @Nullable Boolean degraded) {
        return new HistoryData(
                new RoomName(room.id(), room.name()),
                messages,
                now.theme(),
                personas.named(now.theme().activePersonas()),
                presence.online(room.id()),
                feed.epoch(),
                now.last() == null ? -1 : now.last(),
                reset,
                degraded);
    }
}
