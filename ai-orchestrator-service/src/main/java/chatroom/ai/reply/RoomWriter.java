package chatroom.ai.reply;

import chatroom.events.EndReason;
import chatroom.events.RoomEvent;
import chatroom.events.RoomEvent.ReplyDelta;
import chatroom.events.RoomEvent.ReplyEnded;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.events.RoomEvent.ReplyStarted;
import chatroom.events.RoomState;
import chatroom.roomlog.LogUnavailableException;
import chatroom.roomlog.RoomLog;
import chatroom.roomlog.Traceparent;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes one persona's reply into the room's log, as part of the turn that its thread is in.
final class RoomWriter {

    private static final Logger LOG = Logger.getLogger(RoomWriter.class);
    private static final long PATIENCE_SECONDS = 12;

    /// Whose reply, and to what.
    ///
    /// @param answers the line that it answers; null where nobody asked
    record Reply(UUID id, String persona, String sender, @Nullable UUID answers, int hop) {}

    private final RoomLog log;
    private final InstantSource clock;
    private final RoomState room;
    private final @Nullable String traceparent = Traceparent.current();
    private final Reply reply;
    private boolean begun;
    private int pieces;

    /// @param begun whether an earlier worker may have shown a beginning
    RoomWriter(RoomLog log, InstantSource clock, RoomState room, Reply reply, boolean begun) {
        this.log = log;
        this.clock = clock;
        this.room = room;
        this.reply = reply;
        this.begun = begun;
    }

    Reply reply() {
        return reply;
    }

    /// The persona begins, or begins again.
    void started() {
        begun = true;
        pieces = 0;
        pass(
                new ReplyStarted(reply.id(), reply.persona(), reply.sender(), reply.answers()),
                traceparent);
    }

    /// The next words. Not part of the trace: a span for each, on each pod, would drown it.
    void piece(String text) {
        pass(new ReplyDelta(reply.id(), reply.persona(), reply.sender(), pieces++, text), null);
    }

    /// It ended otherwise than by being said in full.
    void ended(EndReason reason) {
        pass(new ReplyEnded(reply.id(), reply.persona(), reply.sender(), reason), traceparent);
    }

    /// Ends what was shown; does nothing where nothing was.
    void endIfBegun(EndReason reason) {
        if (begun) {
            ended(reason);
        }
    }

    /// The whole text. Returns once it is safe in the log.
    ///
    /// @throws LogUnavailableException where that can not be said
    void posted(String text, String provider, @Nullable EndReason outcome)
            throws InterruptedException {
        try {
            append(
                            new ReplyPosted(
                                    reply.id(),
                                    reply.persona(),
                                    reply.sender(),
                                    text,
                                    reply.answers(),
                                    reply.hop(),
                                    provider,
                                    outcome),
                            traceparent)
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LogUnavailableException("the reply was not confirmed", e);
        }
    }

    /// What only those who watch now would miss is not waited for.
    private void pass(RoomEvent event, @Nullable String trace) {
        append(event, trace)
                .whenComplete((seq, failure) -> {
                    if (failure != null) {
                        LOG.debugf("%s was not passed on: %s", room.id(), failure);
                    }
                });
    }

    private CompletionStage<Long> append(RoomEvent event, @Nullable String trace) {
        return log.append(room.address(), room.id(), event, clock.instant(), trace);
    }
}
