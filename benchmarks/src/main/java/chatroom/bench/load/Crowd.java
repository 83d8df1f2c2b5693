package chatroom.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Clients in rooms, all read by one thread.
public final class Crowd implements AutoCloseable {

    /// Bytes of a message's text.
    private static final int TEXT_LENGTH = 60;

    private static final int MOST_ENTERING = 64;
    private static final int SPACE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LATE = Duration.ofSeconds(2);

    private final Dialect dialect;
    private final List<String> rooms;
    private final List<Client> clients = new ArrayList<>();
    private final Selector selector;
    private final Thread thread;
    private final AtomicInteger there = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile @Nullable Recording recording;
    private volatile boolean closing;

    /// Written by the reading thread only.
    private static final class Recording {
        private final long from;
        private final long until;
        private final Histogram latency = Window.histogram();
        private final AtomicLong delivered = new AtomicLong();

        Recording(long from, long until) {
            this.from = from;
            this.until = until;
        }
    }

    private Crowd(Dialect dialect, List<String> rooms, Selector selector) {
        this.dialect = dialect;
        this.rooms = List.copyOf(rooms);
        this.selector = selector;
        this.thread = Thread.ofPlatform().name("crowd").unstarted(this::read);
    }

    /// Opens the same number of sockets in each room, and waits until all are there.
    ///
    /// @param prefix of the clients' names, no two of which are the same
    public static Crowd enter(
            int port, Dialect dialect, List<String> rooms, int perRoom, String prefix) {
        try {
            var crowd = new Crowd(dialect, rooms, Selector.open());
            crowd.thread.start();
            crowd.enter(new InetSocketAddress("127.0.0.1", port), rooms.size() * perRoom, prefix);
            return crowd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enter(SocketAddress server, int number, String prefix) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (there.get() < number) {
            while (clients.size() < number && clients.size() - there.get() < MOST_ENTERING) {
                int next = clients.size();
                String room = rooms.get(next % rooms.size());
                clients.add(Client.open(selector, server, dialect, room, prefix + next));
                selector.wakeup();
            }
            check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "only %d of %d clients came in".formatted(there.get(), number));
            }
            sleep(1);
        }
    }

    /// How many sockets are open.
    public int size() {
        return clients.size() - lost.get();
    }

    /// Talks at a pace, and measures.
    ///
    /// @param warm at the same pace before it
    /// @param meter is told the beginning and the end, in nanoseconds of {@link System#nanoTime()}
    public Window talk(double perRoomPerSecond, Duration warm, Duration time, Meter meter) {
        var pace = new Pace(rooms.size(), perRoomPerSecond);
        long begin = System.nanoTime();
        long from = begin + warm.toNanos();
        long until = from + time.toNanos();
        var now = new Recording(from, until);
        recording = now;
        int perRoom = clients.size() / rooms.size();
        meter.watch(from, until);
        pace.run(
                begin,
                until,
                (number, due) -> {
                    // Rooms take turns, and within a room its people.
                    long turn = number / rooms.size() % perRoom;
                    int speaker = (int) (turn * rooms.size() + number % rooms.size());
                    clients.get(speaker).say(dialect.say(Marker.text(due, TEXT_LENGTH), due));
                });
        long expected = pace.due(begin, until, from, until) * perRoom;
        long deadline = System.nanoTime() + LATE.toNanos();
        while (now.delivered.get() < expected && System.nanoTime() < deadline) {
            sleep(5);
        }
        recording = null;
        check();
        return new Window(expected, now.delivered.get(), now.latency.copy());
    }

    void arrived() {
        there.incrementAndGet();
    }

    void lost() {
        lost.incrementAndGet();
    }

    void heard(long due, long now) {
        Recording current = recording;
        if (current != null && due >= current.from && due < current.until) {
            current.latency.recordValue(Math.max(0, now - due));
            current.delivered.incrementAndGet();
        }
    }

    private void read() {
        var space = ByteBuffer.allocate(SPACE);
        try {
            while (!closing) {
                selector.select(key -> read(key, space), 100);
            }
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void read(SelectionKey key, ByteBuffer space) {
        var client = (Client) key.attachment();
        try {
            if (key.isConnectable()) {
                client.connected(key);
            } else {
                while (client.read(space, this)) {
                    // As long as the space was filled.
                }
            }
        } catch (IOException e) {
            client.close();
            lost();
        }
    }

    private void check() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(String.valueOf(failed.getMessage()), failed);
        }
        if (lost.get() > 0) {
            throw new IllegalStateException(lost.get() + " sockets were closed by the server");
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Closes all sockets.
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clients.forEach(Client::close);
    }
}
