package chatroom.identity.token;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;

/// How long what signs tokens will go on signing, announced successors included: it is less than a
/// day only where the next key could not be made.
@ApplicationScoped
class KeyAge {

    private final SigningKeys keys;
    private final MeterRegistry meters;

    KeyAge(SigningKeys keys, MeterRegistry meters) {
        this.keys = keys;
        this.meters = meters;
    }

    void start(@Observes StartupEvent started) {
        meters.gauge("identity.signing.seconds.left", this, age -> age.left(Instant.now()));
    }

    double left(Instant now) {
        return keys.verifying().stream()
                .mapToLong(key -> Duration.between(now, key.signsUntil()).toSeconds())
                .max()
                .orElse(0);
    }
}
