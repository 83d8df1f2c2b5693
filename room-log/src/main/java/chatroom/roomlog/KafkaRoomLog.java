package chatroom.roomlog;

import chatroom.events.EventTypes;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// The log in Kafka: acknowledged by all in-sync replicas, idempotent, in order, and given up after
/// ten seconds.
public final class KafkaRoomLog implements RoomLog, AutoCloseable {

    private static final Map<String, Object> DURABLE_AND_PROMPT =
            Map.of(
                    ProducerConfig.ACKS_CONFIG, "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                    // Kafka's own default waits 5 ms for company: a person's line does not.
                    ProducerConfig.LINGER_MS_CONFIG, 0,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                    ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);

    private final String source;
    private final Tracer tracer;
    private final KafkaProducer<String, byte[]> producer;

    /// @param source name of the service that writes
    /// @param kafka connection properties (`bootstrap.servers`, security)
    /// @param tracer makes a span of each event that is appended as part of a trace
    public KafkaRoomLog(String source, Map<String, Object> kafka, Tracer tracer) {
        this.source = source;
        this.tracer = tracer;
        this.producer =
                new KafkaProducer<>(
                        Properties.merge(kafka, DURABLE_AND_PROMPT),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    @Override
    public CompletionStage<Long> append(
            RoomAddress address,
            String roomId,
            RoomEvent event,
            Instant time,
            @Nullable String traceparent) {
        Span span = begin(address, event, traceparent);
        var appended = new CompletableFuture<Long>();
        appended.whenComplete((seq, failure) -> end(span, seq, failure));
        try {
            producer.send(
                    RoomRecords.encode(address, roomId, event, source, time, Traceparent.of(span)),
                    (written, failure) -> {
                        if (failure == null) {
                            appended.complete(written.offset());
                        } else {
                            appended.completeExceptionally(unavailable(failure));
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            appended.completeExceptionally(unavailable(e));
        }
        return appended;
    }

    /// By OpenTelemetry's conventions for messaging. The name is the event's: there are as many
    /// topics as rooms.
    private Span begin(RoomAddress address, RoomEvent event, @Nullable String traceparent) {
        return traceparent == null
                ? Span.getInvalid()
                : tracer.spanBuilder("append " + EventTypes.nameOf(event))
                        .setParent(Traceparent.context(traceparent))
                        .setSpanKind(SpanKind.PRODUCER)
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.operation.type", "send")
                        .setAttribute("messaging.destination.name", address.topic())
                        .startSpan();
    }

    private static void end(Span span, @Nullable Long seq, @Nullable Throwable failure) {
        if (seq == null) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute("error.type", failure == null ? "_OTHER" : name(failure));
        } else {
            span.setAttribute("messaging.kafka.offset", seq);
        }
        span.end();
    }

    private static String name(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getName();
    }

    private static LogUnavailableException unavailable(Exception cause) {
        return new LogUnavailableException("the room log did not confirm", cause);
    }

    /// Waits up to five seconds for what is under way.
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
