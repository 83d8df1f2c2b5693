package chatroom.chat.live;

import chatroom.chat.messages.StoredMessages;
import chatroom.chat.projection.Progress;
import chatroom.chat.rooms.MemberRemoved;
import chatroom.chat.rooms.RoomView;
import chatroom.readers.KafkaConnection;
import chatroom.roomlog.LogUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The rooms that this pod has sockets for. A room is read from the log while somebody watches, and
/// a minute longer.
@ApplicationScoped
public class LiveRooms {

    /// A fetch costs in proportion to the partitions that its consumer holds: beyond this many
    /// another reader starts.
    private static final int ROOMS_PER_READER = 100;

    private static final int MOST_READERS = 8;
    private static final int EVENTS_TO_REMEMBER = 200;
    private static final int EVENTS_TO_CATCH_UP = 20_000;
    private static final Duration LINGER = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final Progress progress;
    private final StoredMessages stored;
    private final Deliveries deliveries;
    private final Counter found;
    private final Counter opened;
    private final Map<String, CompletableFuture<Open>> open = new ConcurrentHashMap<>();
    private final List<LogReader> readers = new ArrayList<>();

    private record Open(RoomFeed feed, LogReader reader) {}

    LiveRooms(
            KafkaConnection kafka,
            Progress progress,
            StoredMessages stored,
            MeterRegistry metrics,
            Tracer tracer) {
        this.kafka = kafka.properties();
        this.progress = progress;
        this.stored = stored;
        this.deliveries = new Deliveries(metrics, tracer);
        this.found = metrics.counter("chat.rooms.wanted", "tail", "hit");
        this.opened = metrics.counter("chat.rooms.wanted", "tail", "miss");
        metrics.gauge("chat.rooms.live", open, Map::size);
        metrics.gauge("chat.room.readers", readers, List::size);
    }

    /// The feed of a room, read up to what the log held when it was first wanted. Blocks, on a
    /// virtual thread or a worker.
    ///
    /// @throws LogUnavailableException where the log can not be read in time
    public RoomFeed open(RoomView room) {
        CompletableFuture<Open> mine = new CompletableFuture<>();
        CompletableFuture<Open> there = open.putIfAbsent(room.id(), mine);
        if (there == null) {
            there = mine;
            opened.increment();
            try {
                mine.complete(start(room));
            } catch (RuntimeException e) {
                open.remove(room.id(), mine);
                mine.completeExceptionally(e);
            }
        }
        if (there != mine) {
            found.increment();
        }
        RoomFeed feed = await(there).feed();
        feed.touch();
        return feed;
    }

    /// The feed of a room, read up to this offset at least. Blocks.
    ///
    /// @throws LogUnavailableException where the log can not be read in time
    public RoomFeed open(RoomView room, long upTo) {
        RoomFeed feed = open(room);
        await(feed.readUpTo(upTo));
        return feed;
    }

    /// The feed of a room that is watched already.
    public Optional<RoomFeed> watched(String roomId) {
        CompletableFuture<Open> there = open.get(roomId);
        return there == null || !there.isDone() || there.isCompletedExceptionally()
                ? Optional.empty()
                : Optional.of(there.join().feed());
    }

    void removed(@Observes MemberRemoved removed) {
        watched(removed.roomId()).ifPresent(feed -> feed.remove(removed.userId()));
    }

    /// All that are watched.
    public Collection<RoomFeed> all() {
        return open.keySet().stream().flatMap(id -> watched(id).stream()).toList();
    }

    private Open start(RoomView room) {
        LogReader reader = reader();
        LogReader.Bounds bounds = await(reader.bounds(room.address()));
        long projected = projected(room);
        long from = from(bounds, projected);
        var feed = new RoomFeed(room, room.epoch(), from - 1, lastBefore(room, from));
        try {
            await(reader.follow(feed, from, bounds.end()));
        } catch (LogUnavailableException e) {
            reader.forget(feed);
            throw e;
        }
        return new Open(feed, reader);
    }

    /// The feed must reach back to what Postgres has, so that the two together miss nothing.
    private static long from(LogReader.Bounds bounds, long projected) {
        long remembered = Math.min(bounds.end() - EVENTS_TO_REMEMBER, projected + 1);
        return Math.max(bounds.begin(), Math.max(remembered, bounds.end() - EVENTS_TO_CATCH_UP));
    }

    private long projected(RoomView room) {
        try {
            return progress.of(room.address());
        } catch (PersistenceException e) {
            // Postgres is down: the room goes on from what the log has.
            return Long.MAX_VALUE - 1;
        }
    }

    private @Nullable Long lastBefore(RoomView room, long from) {
        if (from == 0) {
            return null;
        }
        try {
            return stored.lastBefore(room.id(), from);
        } catch (PersistenceException e) {
            return null;
        }
    }

    private LogReader reader() {
        synchronized (readers) {
            Optional<LogReader> least =
                    readers.stream().min(Comparator.comparingInt(LogReader::rooms));
            boolean full = least.isEmpty() || least.get().rooms() >= ROOMS_PER_READER;
            if (full && readers.size() < MOST_READERS) {
                var added = new LogReader("live-rooms-" + readers.size(), kafka, deliveries);
                readers.add(added);
                return added;
            }
            return least.orElseThrow();
        }
    }

    @Scheduled(every = "1s", skipExecutionIf = ApplicationNotRunning.class)
    void tick() {
        open.forEach((id, opened) -> {
            if (opened.isDone() && !opened.isCompletedExceptionally()) {
                Open there = opened.join();
                there.feed().flushNotices();
                if (there.feed().idleFor(LINGER) && open.remove(id, opened)) {
                    there.reader().forget(there.feed());
                }
            }
        });
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CompletionException e) {
            throw e.getCause() instanceof LogUnavailableException known
                    ? known
                    : new LogUnavailableException("the room can not be opened", e);
        } catch (TimeoutException e) {
            throw new LogUnavailableException("the room log does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted", e);
        }
    }

    @PreDestroy
    void close() {
        synchronized (readers) {
            readers.forEach(LogReader::close);
        }
    }
}
