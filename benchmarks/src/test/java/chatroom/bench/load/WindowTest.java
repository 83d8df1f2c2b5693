package chatroom.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class WindowTest {

    @Test
    void percentilesAreInMilliseconds() {
        Histogram latency = Window.histogram();
        for (int millis = 1; millis <= 100; millis++) {
            latency.recordValue(millis * 1_000_000L);
        }
        var window = new Window(100, 100, latency);
        assertThat(window.millis(50)).isCloseTo(50, within(0.05));
        assertThat(window.millis(99)).isCloseTo(99, within(0.1));
    }

    @Test
    void aMessageThatTookMinutesIsStillCounted() {
        Histogram latency = Window.histogram();
        latency.recordValue(180_000_000_000L);
        assertThat(new Window(1, 1, latency).millis(99)).isCloseTo(180_000, within(200.0));
    }
}
