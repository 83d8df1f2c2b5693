package chatroom.chat.live;

import chatroom.chat.live.Fanout.Outgoing;
import chatroom.chat.messages.MessageView;
import chatroom.chat.people.Caller;
import chatroom.chat.rooms.RoomView;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent.*;
import chatroom.events.Theme;
import chatroom.roomlog.LoggedEvent;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One room as this pod watches it: reads its log in order, remembers its end, and hands every
/// event to the sockets.
///
/// What a socket sees is seamless: its history and the live frames are cut at one offset, under one
/// lock.
public final class RoomFeed {

    private static final int REMOVED = 4003;

    private final RoomAddress address;
    private final String roomId;
    private final String name;
    private final String epoch;
    private final Tail tail;
    private final JoinNotices notices = new JoinNotices();
    private final Map<UUID, OpenReply> openReplies = new LinkedHashMap<>();
    private final Map<EventExecutor, Fanout> fanouts = new HashMap<>();
    // Those who wait until the log was read up to an offset.
    private final NavigableMap<Long, CompletableFuture<Void>> waiting = new TreeMap<>();
    private final Set<Subscriber> subscribers = new CopyOnWriteArraySet<>();
    private Theme theme;
    private long position;
    private volatile long lastUsed = System.nanoTime();

    /// @param position everything up to this offset is left out: the log is read from the next
    /// @param last `seq` of the newest message up to `position`; null where that is not known
    RoomFeed(RoomView room, String epoch, long position, @Nullable Long last) {
        this.address = room.address();
        this.roomId = room.id();
        this.name = room.name();
        this.theme = room.theme();
        this.epoch = epoch;
        this.position = position;
        this.tail = new Tail(position, last);
    }

    RoomAddress address() {
        return address;
    }

    String roomId() {
        return roomId;
    }

    public String epoch() {
        return epoch;
    }

    /// The sockets that watch.
    public Set<Subscriber> subscribers() {
        return Set.copyOf(subscribers);
    }

    /// How many sockets watch.
    int watchers() {
        return subscribers.size();
    }

    /// The message of this id; empty where the end of the log does not have it.
    public synchronized Optional<MessageView> find(UUID id) {
        return tail.find(id);
    }

    /// Where the message of this id stands: the first of its copies; empty where it was not read
    /// yet, or ten thousand messages ago.
    public synchronized Optional<Long> seqOf(UUID id) {
        return Optional.ofNullable(tail.seqOf(id));
    }

    /// Done once the log was read up to this offset.
    public synchronized CompletableFuture<Void> readUpTo(long seq) {
        return position >= seq
                ? CompletableFuture.completedFuture(null)
                : waiting.computeIfAbsent(seq, offset -> new CompletableFuture<>()).copy();
    }

    /// Offset after which nothing is missing in memory, and how much is there.
    synchronized Coverage coverage() {
        return new Coverage(tail.completeAfter(), tail.size());
    }

    /// @param completeAfter no message with a higher offset is missing
    /// @param messages how many are there
    record Coverage(long completeAfter, int messages) {}

    /// The messages after an offset that memory has, oldest first.
    public synchronized List<MessageView> after(long offset) {
        return tail.after(offset);
    }

    /// Lets a socket watch from here on.
    ///
    /// @param history makes the newcomer's history of what the room is like at this very offset
    void join(Subscriber subscriber, Function<Snapshot, HistoryData> history) {
        touch();
        synchronized (this) {
            HistoryData data = history.apply(new Snapshot(tail.after(-1), tail.last(), theme));
            var first = new ArrayList<byte[]>();
            first.add(Wire.encode(Frame.history(roomId, Instant.now(), epoch, data)));
            openReplies.values().forEach(open -> first.addAll(open.soFar(roomId)));
            fanouts.computeIfAbsent(subscriber.loop(), Fanout::new)
                    .add(subscriber, concatenated(first));
            subscribers.add(subscriber);
        }
    }

    /// What the room is like at the offset where a socket begins.
    record Snapshot(List<MessageView> tail, @Nullable Long last, Theme theme) {}

    String name() {
        return name;
    }

    /// The socket is gone.
    public void leave(Subscriber subscriber) {
        touch();
        synchronized (this) {
            subscribers.remove(subscriber);
            Fanout fanout = fanouts.get(subscriber.loop());
            if (fanout != null) {
                fanout.remove(subscriber);
            }
        }
    }

    /// Closes the sockets of a person who lost their place.
    void remove(UUID userId) {
        subscribers.stream()
                .filter(subscriber -> userId.equals(subscriber.caller().userId()))
                .forEach(subscriber -> subscriber.close(REMOVED, "removed from the room"));
    }

    void touch() {
        lastUsed = System.nanoTime();
    }

    /// Whether nobody has watched for so long.
    boolean idleFor(Duration time) {
        return subscribers.isEmpty() && System.nanoTime() - lastUsed > time.toNanos();
    }

    /// Takes the next events of the log; what it has had already is passed over.
    ///
    /// @param skipped run for each event that can not become a frame: the room goes on without it
    /// @return how many, at the batch's end, it had not had
    int apply(List<LoggedEvent> batch, Runnable skipped) {
        synchronized (this) {
            int fresh = 0;
            var outgoing = new ArrayList<Outgoing>(batch.size());
            for (LoggedEvent next : batch) {
                if (next.seq() > position) {
                    position = next.seq();
                    fresh++;
                    try {
                        apply(next, outgoing);
                    } catch (RuntimeException | StackOverflowError e) {
                        skipped.run();
                    }
                }
            }
            if (!outgoing.isEmpty()) {
                fanouts.values().forEach(fanout -> fanout.offer(outgoing));
            }
            var reached = waiting.headMap(position, true);
            // They go on without this room's lock.
            reached.values().forEach(waiter -> waiter.completeAsync(() -> null));
            reached.clear();
            return fresh;
        }
    }

    /// Sends what was gathered of comings and goings in a large room.
    void flushNotices() {
        synchronized (this) {
            notices.drain()
                    .ifPresent(data ->
                            broadcast(
                                    Frame.notice(
                                            "presence",
                                            roomId,
                                            Instant.now(),
                                            Frame.SYSTEM,
                                            "",
                                            null,
                                            data)));
        }
    }

    private void broadcast(Frame frame) {
        var outgoing = List.of(new Outgoing(Wire.encode(frame), Audience.ALL));
        fanouts.values().forEach(fanout -> fanout.offer(outgoing));
    }

    private void apply(LoggedEvent at, List<Outgoing> outgoing) {
        switch (at.event()) {
            case MessagePosted said ->
                    message(at, MessageView.of(at.roomId(), at.seq(), at.time(), said), outgoing);
            case ReplyPosted said -> {
                openReplies.remove(said.id());
                message(at, MessageView.of(at, said), outgoing);
            }
            case ReplyStarted begun -> {
                if (tail.seqOf(begun.id()) == null) {
                    var open = new OpenReply(begun, at.time());
                    // What can not be sent must not be kept for newcomers either.
                    send(at, open.started(roomId), outgoing);
                    openReplies.put(begun.id(), open);
                }
            }
            case ReplyDelta piece -> {
                OpenReply open = openReplies.get(piece.id());
                if (open != null) {
                    send(at, OpenReply.delta(roomId, at.time(), piece), outgoing);
                    open.append(piece);
                }
            }
            case ReplyEnded ended -> {
                openReplies.remove(ended.id());
                send(at, OpenReply.ended(roomId, at.time(), ended), outgoing);
            }
            case ReplyStopRequested stop -> {
                // Only the orchestrator acts on it; the room sees the reply end.
            }
            case UserJoined joined -> {
                if (notices.joined(joined.sender(), subscribers.size())) {
                    // The newcomer knows.
                    String key = key(joined.sender(), joined.userId());
                    var frame = notice(at, "join", joined.sender() + " joined", joined.userId());
                    outgoing.add(new Outgoing(Wire.encode(frame), new Audience.AllBut(key)));
                }
            }
            case UserLeft left -> {
                if (notices.left(left.sender(), subscribers.size())) {
                    send(
                            at,
                            notice(at, "leave", left.sender() + " leave", left.userId()),
                            outgoing);
                }
            }
            case UserTyping typing -> {
                var frame =
                        Frame.notice(
                                "typing",
                                roomId,
                                at.time(),
                                typing.sender(),
                                "",
                                typing.userId(),
                                null);
                String key = key(typing.sender(), typing.userId());
                outgoing.add(new Outgoing(Wire.encode(frame), new Audience.AllBut(key)));
            }
            case ThemeChanged changed -> {
                send(
                        at,
                        Frame.notice(
                                "theme",
                                roomId,
                                at.time(),
                                Frame.SYSTEM,
                                changed.by() + " changed the theme",
                                null,
                                Map.of("theme", changed.theme())),
                        outgoing);
                theme = changed.theme();
            }
            case MemberChanged changed -> member(at, changed, outgoing);
            case SmsState state -> {
                var audience = new Audience.Only(state.userId().toString());
                var frame = SmsFrames.of(roomId, state);
                outgoing.add(new Outgoing(Wire.encode(frame), audience));
            }
        }
    }

    private void message(LoggedEvent at, MessageView said, List<Outgoing> outgoing) {
        byte[] frame = Wire.encode(Frame.message(said, tail.last(), epoch));
        // After it was encoded: what can not be sent must not be in anybody's history either.
        if (tail.add(said)) {
            outgoing.add(new Outgoing(frame, Audience.ALL));
        }
    }

    private void member(LoggedEvent at, MemberChanged changed, List<Outgoing> outgoing) {
        var data = new HashMap<String, Object>();
        data.put("user_id", changed.userId());
        data.put("name", changed.name());
        data.put("role", changed.role());
        send(
                at,
                Frame.notice("member", roomId, at.time(), Frame.SYSTEM, "", changed.userId(), data),
                outgoing);
        if (changed.role() == null) {
            remove(changed.userId());
        }
    }

    private Frame notice(LoggedEvent at, String event, String text, @Nullable UUID userId) {
        return Frame.notice(event, roomId, at.time(), Frame.SYSTEM, text, userId, null);
    }

    private static String key(String sender, @Nullable UUID userId) {
        return userId == null ? Caller.Guest.key(sender) : userId.toString();
    }

    private static void send(LoggedEvent at, Frame frame, List<Outgoing> outgoing) {
        outgoing.add(new Outgoing(Wire.encode(frame), Audience.ALL));
    }

    private static byte[] concatenated(List<byte[]> parts) {
        var all = new java.io.ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
