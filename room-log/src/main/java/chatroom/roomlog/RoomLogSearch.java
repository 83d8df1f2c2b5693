package chatroom.roomlog;

import chatroom.events.MalformedEventException;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/// Looks for one event in what a room's log holds now. Each search opens a connection of its own
/// and reads all that lies between: for what is seldom asked.
public final class RoomLogSearch {

    private static final Duration POLL = Duration.ofMillis(500);

    private static final Map<String, Object> ONCE =
            Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    50,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    5_000);

    private final Map<String, Object> kafka;

    /// @param kafka connection properties
    public RoomLogSearch(Map<String, Object> kafka) {
        this.kafka = Properties.merge(kafka, ONCE);
    }

    /// The first event of a room that is wanted.
    ///
    /// @param from `seq` to begin at; what the log no longer holds is passed over
    /// @param patience how long it may take
    /// @throws LogUnavailableException where the log can not be read to its end in that time
    public Optional<RoomEvent> first(
            RoomAddress address,
            String roomId,
            long from,
            Predicate<RoomEvent> wanted,
            Duration patience) {
        var place = new TopicPartition(address.topic(), address.partition());
        long deadline = System.nanoTime() + patience.toNanos();
        try (var consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            consumer.seek(place, Math.min(Math.max(from, 0), end));
            while (consumer.position(place) < end) {
                for (ConsumerRecord<String, byte[]> consumed : consumer.poll(POLL)) {
                    RoomEvent event = roomId.equals(consumed.key()) ? decoded(consumed) : null;
                    if (event != null && wanted.test(event)) {
                        return Optional.of(event);
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("not at its end after " + patience);
                }
            }
            return Optional.empty();
        } catch (KafkaException e) {
            throw new LogUnavailableException("the room log can not be read", e);
        }
    }

    private static @Nullable RoomEvent decoded(ConsumerRecord<String, byte[]> consumed) {
        try {
            return RoomRecords.decode(consumed).map(LoggedEvent::event).orElse(null);
        } catch (MalformedEventException e) {
            // Readers of the group put it with their dead letters.
            return null;
        }
    }
}
