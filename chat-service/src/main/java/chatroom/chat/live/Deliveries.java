package chatroom.chat.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/// What goes out to sockets, for those who watch the product.
final class Deliveries {

    /// Bounds that dashboards and alerts ask for.
    private static final Duration[] BOUNDS =
            java.util.stream.IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final Counter frames;
    private final Timer latency;

    Deliveries(MeterRegistry metrics) {
        this.frames =
                Counter.builder("chat.frames.delivered")
                        .description("frames times sockets")
                        .register(metrics);
        this.latency =
                Timer.builder("chat.delivery.latency")
                        .description("from an event's time until it is handed to the sockets")
                        .serviceLevelObjectives(BOUNDS)
                        .register(metrics);
    }

    /// An event that sockets are there for.
    void delivered(Instant said, int frames, int sockets) {
        if (sockets > 0 && frames > 0) {
            this.frames.increment((double) frames * sockets);
            Duration late = Duration.between(said, Instant.now());
            latency.record(late.isNegative() ? Duration.ZERO : late);
        }
    }
}
