package chatroom.chat.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The sockets of one room on one event loop.
///
/// Coalescing adapts by itself: a frame that comes into a quiet room is written at once; what comes
/// in soon after gathers, and then goes out to each socket in a single write. How soon depends on
/// how many sockets there are, because a write costs some 10 µs for each: a room of a handful
/// notices nothing, a room of hundreds takes no more than a part of the loop that it shares with
/// other rooms.
final class Fanout {

    /// Rest after a round of writes, for each socket written to.
    static final long REST_PER_SOCKET_NANOS = 200_000;

    /// Longest rest: nobody waits longer than this for others to be gathered.
    static final long LONGEST_REST_NANOS = 100_000_000;

    /// A frame on its way.
    ///
    /// @param offset of its event in the log
    /// @param audience who is to get it
    record Outgoing(long offset, byte[] bytes, Audience audience) {}

    private final EventExecutor loop;
    private final Queue<Outgoing> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    // Confined to the loop.
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private final LongSupplier nanoTime;
    private long restedAt;

    Fanout(EventExecutor loop) {
        this(loop, System::nanoTime);
    }

    Fanout(EventExecutor loop, LongSupplier nanoTime) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.restedAt = nanoTime.getAsLong();
    }

    /// Adds a socket that has been told everything up to `offset`.
    void add(Subscriber subscriber, long offset, byte[] history) {
        loop.execute(() -> {
            subscriber.begin(offset, history);
            subscribers.add(subscriber);
        });
    }

    void remove(Subscriber subscriber) {
        loop.execute(() -> subscribers.remove(subscriber));
    }

    void offer(Iterable<Outgoing> frames) {
        frames.forEach(pending::add);
        if (scheduled.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    private void drain() {
        long rest = restedAt - nanoTime.getAsLong();
        if (rest > 0) {
            loop.schedule(this::drain, rest, TimeUnit.NANOSECONDS);
            return;
        }
        scheduled.set(false);
        var gathered = new ArrayDeque<Outgoing>();
        boolean forAll = true;
        for (Outgoing next = pending.poll(); next != null; next = pending.poll()) {
            gathered.add(next);
            forAll &= next.audience() == Audience.ALL;
        }
        if (gathered.isEmpty() || subscribers.isEmpty()) {
            return;
        }
        long first = gathered.getFirst().offset();
        ByteBuf all = concatenated(gathered, -1, null);
        try {
            for (Subscriber subscriber : subscribers) {
                if (forAll && subscriber.from() < first) {
                    subscriber.write(all.retainedDuplicate());
                } else {
                    writeSome(subscriber, gathered);
                }
            }
        } finally {
            all.release();
        }
        restedAt =
                nanoTime.getAsLong()
                        + Math.min(LONGEST_REST_NANOS, subscribers.size() * REST_PER_SOCKET_NANOS);
    }

    private static void writeSome(Subscriber subscriber, Iterable<Outgoing> gathered) {
        ByteBuf some = concatenated(gathered, subscriber.from(), subscriber.caller().key());
        if (some.isReadable()) {
            subscriber.write(some);
        } else {
            some.release();
        }
    }

    private static ByteBuf concatenated(
            Iterable<Outgoing> frames, long after, @Nullable String reader) {
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer();
        for (Outgoing frame : frames) {
            boolean meant = reader == null || frame.audience().has(reader);
            if (frame.offset() > after && meant) {
                bytes.writeBytes(frame.bytes());
            }
        }
        return bytes;
    }
}
