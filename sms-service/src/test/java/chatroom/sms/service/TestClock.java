package chatroom.sms.service;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The time of day, ahead of the machine's by as much as a test wants. It only ever goes forward.
@Mock
@ApplicationScoped
public class TestClock implements InstantSource {

    private static final AtomicReference<Duration> AHEAD =
            Shared.of("clock.ahead", () -> new AtomicReference<>(Duration.ZERO));

    @Override
    public Instant instant() {
        return now();
    }

    /// The same, for stand-ins.
    static Instant now() {
        return Instant.now().plus(AHEAD.get());
    }

    void advance(Duration time) {
        AHEAD.updateAndGet(ahead -> ahead.plus(time));
    }
}
