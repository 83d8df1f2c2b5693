package chatroom.sms.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/// Counts how it was found out what became of SMS of which Twilio's answer did not tell.
@ApplicationScoped
class Reconciliations {

    /// How one was settled, or that it is not yet.
    enum Result {
        /// It is in Twilio's list.
        FOUND,
        /// A callback told, before it was looked up.
        TOLD,
        /// It is in Twilio's list nowhere: sent again.
        ABSENT,
        /// It is nowhere, and was tried often enough.
        GAVE_UP,
        /// Twilio did not say: asked again.
        NO_ANSWER
    }

    private final MeterRegistry meters;

    Reconciliations(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(Result result) {
        meters.counter("sms.reconciled", "result", result.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
