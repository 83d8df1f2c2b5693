package chatroom.ai.voices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private Instant now = Instant.EPOCH;
    private final Breaker breaker = new Breaker(3, Duration.ofSeconds(15), () -> now);

    @Test
    void aFewFailuresAreForgiven() {
        breaker.failed();
        breaker.failed();
        breaker.worked();
        breaker.failed();
        breaker.failed();
        assertThat(breaker.permits()).isTrue();
    }

    @Test
    void afterARestOneMayTry() {
        for (int i = 0; i < 3; i++) {
            breaker.failed();
        }
        assertThat(breaker.permits()).isFalse();
        now = now.plusSeconds(15);
        assertThat(breaker.permits()).isTrue();
        assertThat(breaker.permits()).isFalse();
        breaker.worked();
        assertThat(breaker.permits()).isTrue();
    }

    @Test
    void aTryThatFailsMeansAnotherRest() {
        for (int i = 0; i < 3; i++) {
            breaker.failed();
        }
        now = now.plusSeconds(15);
        assertThat(breaker.permits()).isTrue();
        breaker.failed();
        now = now.plusSeconds(14);
        assertThat(breaker.open()).isTrue();
    }
}
