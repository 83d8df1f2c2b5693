package chatroom.ai.reply;

import chatroom.ai.reply.Turn.Cast;
import chatroom.ai.turns.Outcome;
import chatroom.events.RoomEvent;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.events.RoomState;
import chatroom.roomlog.RoomLogSearch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds out whether a turn that somebody else left was answered already: a worker may have died
/// after it had published, and a database that was restored does not know what was said since.
@ApplicationScoped
class EarlierReplies {

    /// The lease has to last for it.
    private static final Duration PATIENCE = Turns.LEASE.minusSeconds(1);

    private final RoomLogSearch log;
    private final long startedAt = System.nanoTime();

    EarlierReplies(RoomLogSearch log) {
        this.log = log;
    }

    /// What the turn ended in, by the room's log; empty where it is still to be taken.
    ///
    /// @throws chatroom.roomlog.LogUnavailableException where that can not be said now
    Optional<Outcome> outcome(Turn turn, RoomState room) {
        if (!mayBeAnswered(turn)) {
            return Optional.empty();
        }
        return log.first(room.address(), room.id(), turn.seq(), answers(turn), PATIENCE)
                .map(reply -> outcome(turn, (ReplyPosted) reply));
    }

    /// A text that is there when the turn is taken is another worker's; a turn that is older than
    /// this process may be a restored one.
    private boolean mayBeAnswered(Turn turn) {
        return turn.written() != null || turn.waited().toNanos() > System.nanoTime() - startedAt;
    }

    private static Predicate<RoomEvent> answers(Turn turn) {
        Cast cast = turn.cast();
        return event ->
                event instanceof ReplyPosted reply
                        && (cast == null
                                ? turn.trigger().equals(reply.replyTo())
                                : turn.replyId(cast.persona()).equals(reply.id()));
    }

    private static Outcome outcome(Turn turn, ReplyPosted reply) {
        if (turn.written() != null) {
            return turn.written().outcome();
        }
        return switch (reply.outcome()) {
            case null -> new Outcome.Replied();
            case STOPPED -> new Outcome.Stopped();
            case BUDGET_SPENT -> new Outcome.OverBudget();
            default -> new Outcome.Failed("internal");
        };
    }
}
