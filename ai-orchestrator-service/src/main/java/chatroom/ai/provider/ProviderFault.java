package chatroom.ai.provider;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A call to a provider failed.
public final class ProviderFault extends Exception {
    private static final long serialVersionUID = 1L;

    /// The kinds of failure.
    public enum Kind {
        /// The key is missing or not accepted (401, 403).
        UNAUTHORIZED,
        /// The provider does not know the model or the address (404).
        NOT_FOUND,
        /// The account has no money or quota left (402, or 429 that says so).
        QUOTA_SPENT,
        /// The provider asks for less (429).
        RATE_LIMITED,
        /// The provider has an error of its own (5xx, or an error within its answer).
        UNAVAILABLE,
        /// Nobody answers at the address.
        UNREACHABLE,
        /// The provider does not want this request (other 4xx).
        REFUSED,
        /// Nothing came in time.
        TIMED_OUT,
        /// The stream broke off.
        CUT,
        /// All tokens went into reasoning, and none into an answer.
        NO_ANSWER,
        /// The answer was none of the protocol.
        GARBAGE;

        /// The name in records.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final int status;
    private final @Nullable Duration retryAfter;

    /// @param status of HTTP; 0 where none came
    /// @param retryAfter how long the provider wants to be left alone; null where it did not say
    public ProviderFault(Kind kind, int status, @Nullable Duration retryAfter) {
        // No text of the provider's: it may quote the prompt or the key.
        super(kind.wireName() + (status == 0 ? "" : " " + status));
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /// Of HTTP; 0 where none came.
    public int status() {
        return status;
    }

    /// How long the provider wants to be left alone; null where it did not say.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
