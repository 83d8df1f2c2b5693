package chatroom.roomlog;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads the dead letters of a group, each time from the beginning: for what is seldom asked.
final class DeadLetterTopic {

    /// Does something with a letter.
    interface Visitor {
        void visit(DeadLetter letter, ConsumerRecord<String, byte[]> record) throws Exception;
    }

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_LETTERS = 10_000;

    private static final Map<String, Object> ONCE =
            Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);

    private final String group;
    private final Map<String, Object> kafka;

    DeadLetterTopic(String group, Map<String, Object> kafka) {
        this.group = group;
        this.kafka = Properties.merge(kafka, ONCE);
    }

    /// The letters that are left, oldest first.
    ///
    /// @throws LogUnavailableException where Kafka does not answer
    List<DeadLetter> list(Predicate<DeadLetter> wanted) {
        return List.copyOf(left(wanted).values());
    }

    /// Visits the letters that are left, with what they hold, oldest first.
    ///
    /// @throws LogUnavailableException where Kafka does not answer
    /// @throws Exception what the visitor throws
    void visit(Predicate<DeadLetter> wanted, Visitor visitor) throws Exception {
        Set<Long> left = left(wanted).keySet();
        if (left.isEmpty()) {
            return;
        }
        read((letter, record) -> {
            if (letter.isPresent() && left.contains(record.offset())) {
                visitor.visit(letter.get(), record);
            }
        });
    }

    /// By their offset in the topic of dead letters.
    private Map<Long, DeadLetter> left(Predicate<DeadLetter> wanted) {
        var left = new LinkedHashMap<Long, DeadLetter>();
        var byPlace = new HashMap<String, Long>();
        try {
            read((letter, record) -> {
                String place = letter.map(DeadLetter::place).orElse(record.key());
                Long earlier = byPlace.remove(place);
                if (earlier != null) {
                    left.remove(earlier);
                }
                if (letter.isPresent() && wanted.test(letter.get()) && left.size() < MAX_LETTERS) {
                    byPlace.put(place, record.offset());
                    left.put(record.offset(), letter.get());
                }
            });
        } catch (LogUnavailableException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return left;
    }

    private interface Each {
        void letter(Optional<DeadLetter> letter, ConsumerRecord<String, byte[]> record)
                throws Exception;
    }

    private void read(Each each) throws Exception {
        var place = new TopicPartition(DeadLetters.topic(group), 0);
        if (!exists(place.topic())) {
            return;
        }
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        try (var consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            while (consumer.position(place) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    each.letter(
                            record.value() == null
                                    ? Optional.empty()
                                    : DeadLetter.of(group, record),
                            record);
                }
                if (System.nanoTime() > deadline) {
                    throw new org.apache.kafka.common.errors.TimeoutException(
                            "not at its end after " + TIMEOUT);
                }
            }
        } catch (KafkaException e) {
            throw new LogUnavailableException("the dead letters can not be read", e);
        }
    }

    private boolean exists(String topic) {
        try (var topics = new RoomTopics(kafka, DeadLetters.KEPT)) {
            return topics.epoch(topic).isPresent();
        }
    }
}
