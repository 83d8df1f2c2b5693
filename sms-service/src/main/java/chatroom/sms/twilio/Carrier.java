package chatroom.sms.twilio;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who carries SMS to phones.
public interface Carrier {

    /// An SMS to be sent.
    ///
    /// @param id ours
    /// @param from a number of ours; null where the messaging service chooses
    /// @param mms whether it goes as one long message instead of in segments
    record Sms(UUID id, String to, @Nullable String from, String body, boolean mms) {}

    /// What became of an attempt to hand an SMS over.
    sealed interface Answer {

        /// It has it, under that id.
        record Accepted(String sid, String status) implements Answer {}

        /// It surely does not have it, and may take it later.
        ///
        /// @param pause that it asked for; null where it did not
        record NotYet(String reason, @Nullable Duration pause) implements Answer {}

        /// It does not want it.
        ///
        /// @param code its own of errors; 0 where it gave none
        record Refused(int code) implements Answer {}

        /// It may have it or not.
        record Unclear(String reason) implements Answer {}
    }

    /// An SMS as the carrier remembers it.
    record Remembered(
            String sid,
            String status,
            @Nullable Integer errorCode,
            @Nullable String body,
            @Nullable Instant createdAt,
            @Nullable BigDecimal price,
            @Nullable String priceUnit) {}

    /// The carrier gives no usable answer to a question.
    final class SilentException extends Exception {
        private static final long serialVersionUID = 1L;

        SilentException(String message) {
            super(message);
        }
    }

    /// Whether there is anybody to hand SMS to.
    boolean isConfigured();

    /// Hands an SMS over, once: nothing is repeated below this call.
    Answer send(Sms sms);

    /// What it has had for that number since then, newest first.
    List<Remembered> sentTo(String number, Instant since) throws SilentException;

    /// One SMS by its id; empty where the carrier does not know it.
    Optional<Remembered> find(String sid) throws SilentException;
}
