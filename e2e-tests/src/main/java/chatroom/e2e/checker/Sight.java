package chatroom.e2e.checker;

import org.jspecify.annotations.Nullable;

/// What a reader was shown, in the order in which it came.
public sealed interface Sight {

    /// A live frame.
    ///
    /// @param prev the message that it says comes before it; null where the room does not know
    record Live(Line line, @Nullable Long prev) implements Sight {}

    /// A message of a history.
    record Replayed(Line line) implements Sight {}

    /// The end of a history: everything up to here has been told.
    ///
    /// @param lastSeq the newest message's place; -1 in an empty room
    record CaughtUp(long lastSeq) implements Sight {}
}
