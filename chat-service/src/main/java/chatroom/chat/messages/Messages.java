package chatroom.chat.messages;

import chatroom.chat.live.LiveRooms;
import chatroom.chat.live.RoomFeed;
import chatroom.chat.people.Caller;
import chatroom.chat.rooms.RoomView;
import chatroom.events.MessageIds;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.Via;
import chatroom.roomlog.LogUnavailableException;
import chatroom.roomlog.RoomLog;
import chatroom.roomlog.Traceparent;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Saying something in a room: checks it, writes it into the room's log and confirms once it is
/// durable.
@ApplicationScoped
public class Messages {

    /// What somebody wants to say.
    ///
    /// @param clientId the author's own name for it: sent again under the same, it is the same
    ///   message
    public record Draft(String text, @Nullable UUID replyTo, @Nullable String clientId, Via via) {}

    /// What became of it.
    public sealed interface Outcome {
        /// It is in the room, durably.
        ///
        /// @param created false where it was there before
        record Posted(MessageView message, boolean created) implements Outcome {}

        /// It is not.
        record Refused(Refusal why) implements Outcome {}
    }

    /// How long Postgres is not asked after it failed: a database that hangs takes seconds to say
    /// no, and not every message is to wait for that.
    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(5);

    /// How long a second attempt waits until the room's reader has come to it.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RoomLog log;
    private final LiveRooms live;
    private final StoredMessages stored;
    private final StoredIds storedIds;
    private final SendRate rate;
    private final History history;
    private final MeterRegistry metrics;
    private final Timer confirmed;
    private final Clock clock = Clock.systemUTC();
    private volatile long askAgainAt = System.nanoTime();
    // What this pod is appending or has just appended: neither the log's readers nor Postgres may
    // have it yet.
    private final Cache<UUID, CompletableFuture<MessageView>> recent =
            Caffeine.newBuilder()
                    .expireAfterWrite(Duration.ofMinutes(10))
                    .maximumSize(100_000)
                    .build();
    // What this pod tried to append without an answer: it may be in the log all the same.
    private final Cache<UUID, Boolean> doubtful =
            Caffeine.newBuilder()
                    .expireAfterWrite(Duration.ofHours(1))
                    .maximumSize(100_000)
                    .build();

    Messages(
            RoomLog log,
            LiveRooms live,
            StoredMessages stored,
            StoredIds storedIds,
            SendRate rate,
            History history,
            MeterRegistry metrics) {
        this.log = log;
        this.live = live;
        this.stored = stored;
        this.storedIds = storedIds;
        this.rate = rate;
        this.history = history;
        this.metrics = metrics;
        this.confirmed =
                Timer.builder("chat.messages.confirmed")
                        .description("from accepting a message to its acknowledgement by Kafka")
                        .serviceLevelObjectives(
                                Duration.ofMillis(5),
                                Duration.ofMillis(10),
                                Duration.ofMillis(25),
                                Duration.ofMillis(50),
                                Duration.ofMillis(100),
                                Duration.ofMillis(250),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5))
                        .register(metrics);
    }

    /// Says something. Returns at once after handing it to the log; messages handed over one after
    /// the other stay in that order.
    public CompletionStage<Outcome> post(Caller author, RoomView room, Draft draft) {
        String text = MessageText.normalise(draft.text());
        Optional<MessageText.Fault> fault = MessageText.fault(text);
        if (fault.isPresent()) {
            return refused(
                    switch (fault.get()) {
                        case EMPTY -> new Refusal.Empty();
                        case TOO_LONG -> new Refusal.TooLong();
                    });
        }
        if (draft.clientId() == null) {
            return hindrance(author, room, draft)
                    .map(this::refused)
                    .orElseGet(() ->
                            append(MessageIds.fresh(), author, room, text, draft, null)
                                    .handle(Messages::outcome));
        }
        UUID id = MessageIds.ofClient(room.id(), author.key(), draft.clientId());
        return once(id, author, room, text, draft);
    }

    private CompletionStage<Outcome> once(
            UUID id, Caller author, RoomView room, String text, Draft draft) {
        CompletableFuture<MessageView> mine = new CompletableFuture<>();
        CompletableFuture<MessageView> there = recent.asMap().putIfAbsent(id, mine);
        if (there != null) {
            return there.handle((message, failure) -> outcome(message, failure, false));
        }
        Optional<MessageView> before = said(id, room);
        if (before.isPresent()) {
            mine.complete(before.get());
            return mine.thenApply(message -> new Outcome.Posted(message, false));
        }
        Optional<Refusal> hindrance = hindrance(author, room, draft);
        if (hindrance.isPresent()) {
            recent.invalidate(id);
            mine.cancel(false);
            return refused(hindrance.get());
        }
        attempt(id, author, room, text, draft)
                .whenComplete((message, failure) -> {
                    if (failure == null) {
                        doubtful.invalidate(id);
                        mine.complete(message);
                    } else {
                        doubtful.put(id, true);
                        recent.invalidate(id);
                        mine.completeExceptionally(failure);
                    }
                });
        return mine.handle(Messages::outcome);
    }

    private CompletionStage<MessageView> attempt(
            UUID id, Caller author, RoomView room, String text, Draft draft) {
        if (doubtful.getIfPresent(id) == null) {
            return append(id, author, room, text, draft, null);
        }
        try {
            return append(id, author, room, text, draft, live.open(room));
        } catch (LogUnavailableException e) {
            count(new Refusal.Unconfirmed());
            return CompletableFuture.failedFuture(e);
        }
    }

    /// A message that an earlier attempt, perhaps on another pod, brought into the room.
    private Optional<MessageView> said(UUID id, RoomView room) {
        Optional<MessageView> remembered = live.watched(room.id()).flatMap(feed -> feed.find(id));
        if (remembered.isPresent()) {
            return remembered;
        }
        // While Postgres is down: should it be a second copy, every reader drops it by its id.
        if (System.nanoTime() - askAgainAt < 0) {
            return Optional.empty();
        }
        try {
            return storedIds.contain(id) ? stored.find(id) : Optional.empty();
        } catch (PersistenceException e) {
            askAgainAt = System.nanoTime() + DATABASE_PAUSE.toNanos();
            return Optional.empty();
        }
    }

    /// Why a new message is not taken. The rate comes first, so that nobody tries out ids.
    private Optional<Refusal> hindrance(Caller author, RoomView room, Draft draft) {
        Duration wait = rate.take(author.key());
        if (!wait.isZero()) {
            return Optional.of(new Refusal.RateLimited(wait));
        }
        if (draft.replyTo() == null) {
            return Optional.empty();
        }
        try {
            return history.has(room, draft.replyTo())
                    ? Optional.empty()
                    : Optional.of(new Refusal.NothingToReplyTo());
        } catch (PersistenceException | LogUnavailableException e) {
            return Optional.of(new Refusal.Unconfirmed());
        }
    }

    /// @param witness tells where the message stands that may be in the log twice; null where it
    ///   stands where it was appended
    private CompletionStage<MessageView> append(
            UUID id,
            Caller author,
            RoomView room,
            String text,
            Draft draft,
            @Nullable RoomFeed witness) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var said =
                new MessagePosted(
                        id,
                        author.name(),
                        author.userId(),
                        text,
                        draft.replyTo(),
                        draft.clientId(),
                        draft.via());
        Timer.Sample sample = Timer.start(metrics);
        return log.append(room.address(), room.id(), said, now, Traceparent.current())
                .thenCompose(seq -> {
                    sample.stop(confirmed);
                    history.said(room, seq);
                    return witness == null
                            ? CompletableFuture.completedFuture(seq)
                            : firstPlace(witness, id, seq);
                })
                .thenApply(seq -> MessageView.of(room.id(), seq, now, said))
                .whenComplete((view, failure) -> {
                    if (failure != null) {
                        count(new Refusal.Unconfirmed());
                    }
                });
    }

    private static CompletableFuture<Long> firstPlace(RoomFeed witness, UUID id, long seq) {
        return witness.readUpTo(seq)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .thenApply(read -> witness.seqOf(id).orElse(seq));
    }

    private static Outcome outcome(@Nullable MessageView message, @Nullable Throwable failure) {
        return outcome(message, failure, true);
    }

    private static Outcome outcome(
            @Nullable MessageView message, @Nullable Throwable failure, boolean created) {
        return message == null
                ? new Outcome.Refused(new Refusal.Unconfirmed())
                : new Outcome.Posted(message, created);
    }

    private CompletionStage<Outcome> refused(Refusal why) {
        count(why);
        return CompletableFuture.completedFuture(new Outcome.Refused(why));
    }

    private void count(Refusal why) {
        metrics.counter("chat.messages.refused", "reason", why.code()).increment();
    }
}
