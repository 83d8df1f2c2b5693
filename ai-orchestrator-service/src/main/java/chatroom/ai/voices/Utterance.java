package chatroom.ai.voices;

import java.time.Duration;

/// A line while it is being written.
public interface Utterance extends AutoCloseable {

    /// The next piece, or {@link Piece.None} when there is none within that time.
    ///
    /// @throws VoiceFailure where nothing more will come, because something went wrong
    Piece next(Duration atMost) throws VoiceFailure, InterruptedException;

    /// Tokens that were written so far by our own count, reasoning included; 0 where nobody is paid
    /// for more than the text.
    default int tokensWritten() {
        return 0;
    }

    /// Ends it, finished or not: nothing is held and nobody goes on writing.
    @Override
    void close();
}
