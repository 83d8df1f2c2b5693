package chatroom.chat.messages;

import java.time.Duration;

/// Why a message was not taken. Nothing of it is in the room, except after {@link Unconfirmed},
/// where that is not known and the same `client_id` may be sent again.
public sealed interface Refusal {

    /// The stable code.
    String code();

    /// What people are told.
    String text();

    /// Nothing but white space.
    record Empty() implements Refusal {
        @Override
        public String code() {
            return "empty";
        }

        @Override
        public String text() {
            return "There is nothing to say in that message.";
        }
    }

    /// Longer than a message may be.
    record TooLong() implements Refusal {
        @Override
        public String code() {
            return "too_long";
        }

        @Override
        public String text() {
            return "That is longer than " + MessageText.LONGEST + " characters: split it in two.";
        }
    }

    /// More messages than one may send.
    ///
    /// @param pause until the next is taken
    record RateLimited(Duration pause) implements Refusal {
        @Override
        public String code() {
            return "rate_limited";
        }

        @Override
        public String text() {
            return "Slow down: the next message is taken in " + seconds() + " s.";
        }

        /// Whole seconds to wait, at least one.
        public long seconds() {
            return Math.max(1, pause.plusMillis(999).toSeconds());
        }
    }

    /// `reply_to` names no message of this room; whether one of another room is nobody's business.
    record NothingToReplyTo() implements Refusal {
        @Override
        public String code() {
            return "unknown_reply_to";
        }

        @Override
        public String text() {
            return "This room has no message with the id that reply_to names.";
        }
    }

    /// The log did not confirm.
    record Unconfirmed() implements Refusal {
        @Override
        public String code() {
            return "unavailable";
        }

        @Override
        public String text() {
            return "The room did not confirm that message. Send it again: it will appear once.";
        }
    }
}
