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

    /// What waits for the loop, in the room's order.
    private sealed interface Waiting {}

    /// A frame on its way.
    ///
    /// @param audience who is to get it
    record Outgoing(byte[] bytes, Audience audience) implements Waiting {}

    /// A socket that gets `history`, which tells it of everything that was offered before it.
    private record Newcomer(Subscriber subscriber, byte[] history) implements Waiting {}

    private final EventExecutor loop;
    private final Queue<Waiting> pending = new ConcurrentLinkedQueue<>();
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

    /// Adds a socket, which gets what is offered after it and nothing that was offered before: it
    /// waits its turn among the frames.
    void add(Subscriber subscriber, byte[] history) {
        pending.add(new Newcomer(subscriber, history));
        loop.execute(this::drain);
    }

    void remove(Subscriber subscriber) {
        loop.execute(() -> subscribers.remove(subscriber));
    }

    void offer(Iterable<Outgoing> frames) {
        frames.forEach(pending::add);
        if (scheduled.compareAndSet(false, true)) {
            loop.execute(this::drainRested);
        }
    }

    private void drainRested() {
        long rest = restedAt - nanoTime.getAsLong();
        if (rest > 0) {
            loop.schedule(this::drainRested, rest, TimeUnit.NANOSECONDS);
            return;
        }
        scheduled.set(false);
        drain();
    }

    private void drain() {
        var gathered = new ArrayDeque<Outgoing>();
        for (Waiting next = pending.poll(); next != null; next = pending.poll()) {
            switch (next) {
                case Outgoing frame -> gathered.add(frame);
                case Newcomer newcomer -> {
                    write(gathered);
                    gathered.clear();
                    subscribers.add(newcomer.subscriber());
                    newcomer.subscriber().begin(newcomer.history());
                }
            }
        }
        write(gathered);
    }

    private void write(ArrayDeque<Outgoing> gathered) {
        if (gathered.isEmpty() || subscribers.isEmpty()) {
            return;
        }
        boolean forAll = gathered.stream().allMatch(frame -> frame.audience() == Audience.ALL);
        ByteBuf all = concatenated(gathered, null);
        try {
            for (Subscriber subscriber : subscribers) {
                if (forAll) {
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
        ByteBuf some = concatenated(gathered, subscriber.caller().key());
        if (some.isReadable()) {
            subscriber.write(some);
        } else {
            some.release();
        }
    }

    private static ByteBuf concatenated(Iterable<Outgoing> frames, @Nullable String reader) {
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer();
        for (Outgoing frame : frames) {
            if (reader == null || frame.audience().has(reader)) {
                bytes.writeBytes(frame.bytes());
            }
        }
        return bytes;
    }
}
