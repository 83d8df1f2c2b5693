package chatroom.ai.voices;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A voice can not go on.
public final class VoiceFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /// What went wrong.
    public enum Kind {
        /// The provider asks for less (429).
        RATE_LIMITED,
        /// The provider has an error of its own (5xx), or can not be reached.
        UNAVAILABLE,
        /// The provider does not want this request (other 4xx).
        REFUSED,
        /// Nothing came in time.
        TIMED_OUT,
        /// The stream ended without its end marker.
        CUT,
        /// What came was no answer.
        GARBAGE,
        /// The provider has failed so often that it is left alone for a while.
        RESTING;

        /// The name in records.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;

    public VoiceFailure(Kind kind, @Nullable Throwable cause) {
        super(kind.wireName() + (cause == null ? "" : ": " + cause), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// Whether the same request may well succeed in a moment.
    public boolean passing() {
        return kind == Kind.RATE_LIMITED || kind == Kind.UNAVAILABLE;
    }
}
