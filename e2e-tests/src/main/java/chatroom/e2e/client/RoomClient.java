package chatroom.e2e.client;

import chatroom.e2e.client.Journal.Entry;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/// Somebody in a room, over a WebSocket that is opened again whenever it is lost: it resumes after
/// the last message it saw, and sends again, under the same `client_id`, what was not confirmed.
/// Every frame is written down as it came, faults included.
public final class RoomClient implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration RESEND_REFUSED = Duration.ofMillis(500);

    /// Longer than the server itself waits for its log.
    private static final Duration RESEND_UNANSWERED = Duration.ofSeconds(12);

    private static final Duration PING_AFTER = Duration.ofSeconds(4);
    private static final Duration SILENT_IS_DEAD = Duration.ofSeconds(12);
    private static final long LONGEST_PAUSE_MILLIS = 800;

    /// What waits for its confirmation.
    private static final class Pending {
        private final String frame;
        private long resendAt;

        Pending(String frame) {
            this.frame = frame;
        }
    }

    private final URI origin;
    private final Door door;
    private final Ears ears;
    private final Journal journal = new Journal();
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Thread keeper;
    private @Nullable Connection connection;
    // Counts the connections: what an aborted one still had under way is not heard any more.
    private int generation;
    private int confirmed;
    private long lastSeq = -1;
    private @Nullable String epoch;
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean closed;

    private RoomClient(URI origin, Door door, Ears ears) {
        this.origin = origin;
        this.door = door;
        this.ears = ears;
        this.keeper = Thread.ofVirtual().name("client " + door.path()).unstarted(this::keep);
    }

    /// Comes in, and waits for the history.
    public static RoomClient enter(URI origin, Door door) {
        return enter(origin, door, Ears.GOOD);
    }

    /// Comes in with ears of one's own.
    public static RoomClient enter(URI origin, Door door, Ears ears) {
        var client = new RoomClient(origin, door, ears);
        try {
            client.connect();
        } catch (IOException | HandshakeRefusedException e) {
            throw new AssertionError("can not enter by " + door.path(), e);
        }
        client.keeper.start();
        Thread.ofVirtual().start(client::tick);
        client.await("the history", frame -> frame.is("history"));
        return client;
    }

    /// Tries the door only.
    ///
    /// @return 101 where one is let in, else the refusal's status
    public static int knock(URI origin, Door door) {
        try {
            Connection.open(origin, door, door.path(), heard -> {}).close();
            return 101;
        } catch (HandshakeRefusedException e) {
            return e.status();
        } catch (IOException e) {
            throw new AssertionError("nobody answers at " + door.path(), e);
        }
    }

    /// Says something.
    ///
    /// @return its `client_id`
    public String say(String text) {
        String clientId = UUID.randomUUID().toString();
        String frame = json(Map.of("type", "message", "text", text, "client_id", clientId));
        journal.add(new Entry.Sent(clientId, text));
        synchronized (this) {
            var unconfirmed = new Pending(frame);
            pending.put(clientId, unconfirmed);
            send(unconfirmed);
        }
        return clientId;
    }

    /// Sends a text frame as it is.
    public synchronized void raw(String frame) {
        if (connection == null || !connection.send(frame)) {
            throw new AssertionError("not connected");
        }
    }

    /// Cuts the connection without a word; it is opened again.
    public synchronized void cut() {
        if (connection != null) {
            connection.abort();
        }
    }

    public Journal journal() {
        return journal;
    }

    /// What was heard, so far.
    public List<Frame> frames() {
        return journal.frames();
    }

    /// What it said that is not confirmed.
    public synchronized int unconfirmed() {
        return pending.size();
    }

    /// Waits up to 30 s for the first such frame since it came.
    public Frame await(String what, Predicate<Frame> wanted) {
        return await(what, Duration.ofSeconds(30), wanted);
    }

    public Frame await(String what, Duration atMost, Predicate<Frame> wanted) {
        try {
            return Awaitility.await()
                    .atMost(atMost)
                    .pollInterval(Duration.ofMillis(10))
                    .until(
                            () -> frames().stream().filter(wanted).findFirst(),
                            java.util.Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            List<Frame> heard = frames();
            throw new AssertionError(
                    "%s did not hear %s within %d s, but last: %s"
                            .formatted(
                                    door.path(),
                                    what,
                                    atMost.toSeconds(),
                                    heard.subList(Math.max(0, heard.size() - 12), heard.size())),
                    e);
        }
    }

    /// What it said that is confirmed.
    public synchronized int confirmed() {
        return confirmed;
    }

    private void keep() {
        long pause = 50;
        while (!closed) {
            try {
                Connection now;
                synchronized (this) {
                    now = connection;
                }
                if (now != null) {
                    journal.add(new Entry.Lost(now.awaitEnd()));
                    synchronized (this) {
                        connection = null;
                    }
                    pause = 50;
                }
                if (closed) {
                    return;
                }
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                connect();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | HandshakeRefusedException e) {
                journal.add(new Entry.Lost(e.toString()));
            }
        }
    }

    private void connect() throws IOException, HandshakeRefusedException {
        String path;
        int mine;
        synchronized (this) {
            mine = ++generation;
            path = epoch == null ? door.path() : door.since(lastSeq, epoch);
        }
        journal.add(new Entry.Opened(path));
        lastHeard = System.nanoTime();
        Connection opened = Connection.open(origin, door, path, text -> hear(mine, text));
        synchronized (this) {
            if (closed) {
                opened.abort();
                return;
            }
            connection = opened;
            pending.values().forEach(this::send);
        }
    }

    private void send(Pending unconfirmed) {
        unconfirmed.resendAt = System.nanoTime() + RESEND_UNANSWERED.toNanos();
        if (connection != null) {
            connection.send(unconfirmed.frame);
        }
    }

    private void tick() {
        while (!closed) {
            try {
                Thread.sleep(TICK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            long now = System.nanoTime();
            synchronized (this) {
                if (connection == null) {
                    continue;
                }
                pending.values().stream()
                        .filter(unconfirmed -> unconfirmed.resendAt - now < 0)
                        .forEach(this::send);
                long silent = now - lastHeard;
                if (silent > SILENT_IS_DEAD.toNanos()) {
                    connection.abort();
                } else if (silent > PING_AFTER.toNanos()) {
                    connection.send("{\"type\":\"ping\"}");
                }
            }
        }
    }

    private synchronized void hear(int by, String text) {
        if (by != generation) {
            return;
        }
        lastHeard = System.nanoTime();
        Frame frame = Frame.read(text);
        note(frame);
        for (Frame heard : ears.hear(frame)) {
            journal.add(new Entry.Heard(heard));
        }
    }

    private void note(Frame frame) {
        switch (frame.event()) {
            case "ack" -> {
                if (pending.remove(frame.clientId()) != null) {
                    confirmed++;
                }
            }
            case "error" -> {
                Pending refused = pending.get(frame.clientId());
                if (refused != null) {
                    refused.resendAt = System.nanoTime() + RESEND_REFUSED.toNanos();
                }
            }
            case "history" -> {
                epoch = frame.data().path("epoch").asText();
                lastSeq = frame.data().path("last_seq").asLong();
            }
            default -> {
                if (frame.isMessage()) {
                    lastSeq = Math.max(lastSeq, frame.seq());
                }
            }
        }
    }

    private static String json(Object value) {
        try {
            return Api.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Leaves.
    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        synchronized (this) {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
