package chatroom.roomlog;

import java.time.Duration;
import java.util.List;

/// A reader of Kafka that no record stops, and that says how it does.
public interface Reader {

    /// Name in metrics, logs and commands, such as `chat-projection` or `chat-state/users`.
    String name();

    /// Records that it has not handled yet, as of the last second.
    long behind();

    /// How long there has been something to read without any progress; zero where all is read or
    /// the reader moves on.
    Duration stalled();

    /// Records put with the dead letters since the process started.
    long deadLetters();

    /// The dead letters that were not handled since, oldest first, up to ten thousand. Blocks.
    ///
    /// @throws LogUnavailableException where Kafka does not answer
    List<DeadLetter> listDeadLetters();

    /// Handles the dead letters again; what still fails stays where it is. Blocks.
    ///
    /// @return how many were handled, or will be read again
    /// @throws LogUnavailableException where Kafka or the reader's store does not answer
    int replay();
}
