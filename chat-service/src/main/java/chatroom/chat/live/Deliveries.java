package chatroom.chat.live;

import chatroom.events.EventTypes;
import chatroom.roomlog.LoggedEvent;
import chatroom.roomlog.Traceparent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Brings events to the sockets of a room, and tells those who watch the product.
final class Deliveries {

    /// Bounds that dashboards and alerts ask for.
    private static final Duration[] BOUNDS =
            java.util.stream.IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final Counter frames;
    private final Timer latency;
    private final Counter skipped;
    private final Tracer tracer;

    Deliveries(MeterRegistry metrics, Tracer tracer) {
        this.tracer = tracer;
        this.frames =
                Counter.builder("chat.frames.delivered")
                        .description("frames times sockets")
                        .register(metrics);
        this.skipped =
                Counter.builder("chat.events.skipped")
                        .description("records that could not become a frame")
                        .register(metrics);
        this.latency =
                Timer.builder("chat.delivery.latency")
                        .description("from an event's time until it is handed to the sockets")
                        .serviceLevelObjectives(BOUNDS)
                        .register(metrics);
    }

    /// Hands events to the sockets of a room.
    void hand(RoomFeed feed, List<LoggedEvent> events) {
        Instant begun = Instant.now();
        int fresh = feed.apply(events, this::skipped);
        int sockets = feed.watchers();
        if (fresh > 0 && sockets > 0) {
            Instant handed = Instant.now();
            frames.increment((double) fresh * sockets);
            Duration late = Duration.between(events.getFirst().time(), handed);
            latency.record(late.isNegative() ? Duration.ZERO : late);
            for (LoggedEvent event : events.subList(events.size() - fresh, events.size())) {
                if (Traceparent.isSampled(event.traceparent())) {
                    trace(event, sockets, begun, handed);
                }
            }
        }
    }

    /// A record could not become a frame: the room goes on without it.
    void skipped() {
        skipped.increment();
    }

    /// One span for an event, however many sockets there are: made afterwards, so that an event
    /// that nobody traces costs a look at its header.
    private void trace(LoggedEvent event, int sockets, Instant begun, Instant handed) {
        tracer.spanBuilder("deliver " + EventTypes.nameOf(event.event()))
                .setParent(Traceparent.context(event.traceparent()))
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(begun)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", event.address().topic())
                .setAttribute("messaging.kafka.offset", event.seq())
                .setAttribute("chatroom.sockets", sockets)
                .startSpan()
                .end(handed);
    }
}
