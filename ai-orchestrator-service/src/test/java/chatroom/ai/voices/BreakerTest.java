package chatroom.ai.voices;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.provider.ProviderFault;
import chatroom.ai.voices.VoiceFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakerTest {

    private Instant now = Instant.EPOCH;
    private final Breaker breaker = new Breaker(3, Duration.ofSeconds(15), () -> now);

    @Test
    void aFewFailuresAreForgiven() {
        fail("a", Kind.UNREACHABLE, 2);
        breaker.worked("a");
        fail("a", Kind.UNREACHABLE, 2);
        assertThat(breaker.permits("a")).isTrue();
    }

    @Test
    void afterARestOneMayTry() {
        fail("a", Kind.UNREACHABLE, 3);
        assertThat(breaker.permits("b")).isFalse();
        now = now.plusSeconds(15);
        assertThat(breaker.permits("b")).isTrue();
        assertThat(breaker.permits("c")).isFalse();
        breaker.worked("b");
        assertThat(breaker.permits("c")).isTrue();
    }

    @Test
    void aTryThatFailsMeansAnotherRest() {
        fail("a", Kind.UNREACHABLE, 3);
        now = now.plusSeconds(15);
        assertThat(breaker.permits("a")).isTrue();
        fail("a", Kind.UNREACHABLE, 1);
        now = now.plusSeconds(14);
        assertThat(breaker.open()).isTrue();
    }

    // C9
    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "UNAVAILABLE", "TIMED_OUT", "CUT", "GARBAGE", "NO_ANSWER"})
    void theTroubleOfOneRoomSilencesNoOther(Kind kind) {
        fail("a", kind, 9);
        assertThat(breaker.open("a")).isTrue();
        assertThat(breaker.open()).isFalse();
        assertThat(breaker.permits("b")).isTrue();
        assertThat(breaker.permits("c")).isTrue();
    }

    @Test
    void theTroubleOfSeveralRoomsIsTheProviders() {
        fail("a", Kind.UNAVAILABLE, 2);
        fail("b", Kind.UNAVAILABLE, 1);
        assertThat(breaker.open("c")).isTrue();
    }

    @Test
    void refusalsOfSeveralRoomsAreNotTheProviders() {
        fail("a", Kind.REFUSED, 2);
        fail("b", Kind.REFUSED, 2);
        assertThat(breaker.open()).isFalse();
    }

    // C5
    @Test
    void aProviderThatAsksForARestGetsIt() {
        var wish = Duration.ofSeconds(40);
        breaker.failed(
                "a",
                new VoiceFailure(new ProviderFault(ProviderFault.Kind.RATE_LIMITED, 429, wish)));
        now = now.plusSeconds(39);
        assertThat(breaker.open("b")).isTrue();
        now = now.plusSeconds(1);
        assertThat(breaker.permits("b")).isTrue();
        assertThat(breaker.permits("c")).isTrue();
    }

    @Test
    void aProviderThatAsksForAMomentIsCalledAgain() {
        var wish = Duration.ofSeconds(1);
        breaker.failed(
                "a",
                new VoiceFailure(new ProviderFault(ProviderFault.Kind.RATE_LIMITED, 429, wish)));
        assertThat(breaker.permits("b")).isTrue();
    }

    private void fail(String room, Kind kind, int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(room, new VoiceFailure(kind));
        }
    }
}
