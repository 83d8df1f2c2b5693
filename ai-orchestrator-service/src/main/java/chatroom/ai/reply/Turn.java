package chatroom.ai.reply;

import chatroom.ai.turns.Outcome;
import chatroom.ai.turns.Rule;
import chatroom.events.MessageIds;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A turn that this worker holds the lease of.
///
/// @param trigger the line that may be answered
/// @param kind one of {@link Turns#PERSON}, {@link Turns#PERSONA}, {@link Turns#GREETING}
/// @param seq of that line; -1 where nobody said it
/// @param fence number of the lease: a worker whose lease is over can change nothing
/// @param calls calls to a model that were begun for it: so many beginnings may have been shown
/// @param waited since the line was read
/// @param cast who speaks, where that was decided already
/// @param held tokens that are set aside for it
/// @param written the finished text, where it was stored already
record Turn(
        long id,
        String room,
        UUID trigger,
        String kind,
        long seq,
        @Nullable String traceparent,
        long fence,
        int attempts,
        int calls,
        Duration waited,
        @Nullable Cast cast,
        @Nullable Held held,
        @Nullable Written written) {

    /// A persona that has the floor.
    ///
    /// @param hop AI turns since a person last spoke, this one included
    record Cast(String persona, Rule rule, int hop) {}

    /// A reservation.
    record Held(long tokens, LocalDate day) {}

    /// What is to be published.
    ///
    /// @param outcome what the turn ends in once it is
    /// @param provider who wrote it
    record Written(String text, Outcome outcome, String provider) {}

    /// The id of what that persona says in this turn: the same after every crash.
    UUID replyId(String persona) {
        return MessageIds.ofReply(trigger, persona);
    }
}
