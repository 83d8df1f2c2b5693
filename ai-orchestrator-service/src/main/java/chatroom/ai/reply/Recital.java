package chatroom.ai.reply;

import chatroom.ai.voices.VoiceFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of an attempt to say something.
///
/// @param end how it ended
/// @param text what was said; empty where nothing was
/// @param tokensIn tokens read
/// @param tokensOut tokens written
/// @param firstToken until the first word; null where none came
record Recital(
        End end,
        String text,
        String provider,
        String model,
        int tokensIn,
        int tokensOut,
        @Nullable Duration firstToken,
        Duration duration) {

    /// How saying something ends.
    sealed interface End {
        /// It was said.
        record Said() implements End {}

        /// Somebody stopped it.
        record Stopped() implements End {}

        /// The voice failed.
        record Failed(VoiceFailure.Kind kind) implements End {}
    }
}
