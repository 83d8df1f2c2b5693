package chatroom.ai.voices;

import chatroom.ai.provider.ProviderFault;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A voice can not go on.
public final class VoiceFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /// What went wrong.
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
        /// Nobody answers at the provider's address.
        UNREACHABLE,
        /// The provider does not want this request (other 4xx).
        REFUSED,
        /// Nothing came in time.
        TIMED_OUT,
        /// The stream broke off.
        CUT,
        /// All tokens went into reasoning, and none into an answer.
        NO_ANSWER,
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
    private final @Nullable ProviderFault fault;

    public VoiceFailure(Kind kind) {
        super(kind.wireName());
        this.kind = kind;
        this.fault = null;
    }

    VoiceFailure(ProviderFault fault) {
        super(fault.getMessage(), fault);
        this.kind =
                switch (fault.kind()) {
                    case UNAUTHORIZED -> Kind.UNAUTHORIZED;
                    case NOT_FOUND -> Kind.NOT_FOUND;
                    case QUOTA_SPENT -> Kind.QUOTA_SPENT;
                    case RATE_LIMITED -> Kind.RATE_LIMITED;
                    case UNAVAILABLE -> Kind.UNAVAILABLE;
                    case UNREACHABLE -> Kind.UNREACHABLE;
                    case REFUSED -> Kind.REFUSED;
                    case TIMED_OUT -> Kind.TIMED_OUT;
                    case CUT -> Kind.CUT;
                    case NO_ANSWER -> Kind.NO_ANSWER;
                    case GARBAGE -> Kind.GARBAGE;
                };
        this.fault = fault;
    }

    public Kind kind() {
        return kind;
    }

    /// The status of HTTP; 0 where none came.
    int status() {
        return fault == null ? 0 : fault.status();
    }

    /// How long the provider wants to be left alone; null where it did not say.
    @Nullable Duration retryAfter() {
        return fault == null ? null : fault.retryAfter();
    }

    /// Whether the same request may well succeed in a moment.
    boolean passing() {
        return kind == Kind.RATE_LIMITED || kind == Kind.UNAVAILABLE;
    }
}
