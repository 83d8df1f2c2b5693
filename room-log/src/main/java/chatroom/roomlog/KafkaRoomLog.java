package chatroom.roomlog;

import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
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
    private final KafkaProducer<String, byte[]> producer;

    /// @param source name of the service that writes
    /// @param kafka connection properties (`bootstrap.servers`, security)
    public KafkaRoomLog(String source, Map<String, Object> kafka) {
        this.source = source;
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
        var appended = new CompletableFuture<Long>();
        try {
            producer.send(
                    RoomRecords.encode(address, roomId, event, source, time, traceparent),
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

    private static LogUnavailableException unavailable(Exception cause) {
        return new LogUnavailableException("the room log did not confirm", cause);
    }

    /// Waits up to five seconds for what is under way.
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
