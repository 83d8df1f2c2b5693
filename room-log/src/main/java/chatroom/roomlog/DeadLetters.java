package chatroom.roomlog;

import chatroom.events.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a group could not read, kept in the topic `<group>.dlq` with the reason in headers.
final class DeadLetters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration KEPT = Duration.ofDays(14);

    private final String topic;
    private final Map<String, Object> kafka;
    // Poison is rare: no connection is held for it before the first.
    private @org.jspecify.annotations.Nullable KafkaProducer<String, byte[]> producer;

    DeadLetters(String group, Map<String, Object> kafka) {
        this.topic = group + ".dlq";
        this.kafka = kafka;
    }

    /// Puts a record aside; returns once it is safe there.
    void take(ConsumerRecord<String, byte[]> poison, MalformedEventException reason) {
        LOG.warn(
                "dead letter from {}-{}@{}: {}",
                poison.topic(),
                poison.partition(),
                poison.offset(),
                reason.getMessage());
        var letter = new ProducerRecord<>(topic, poison.key(), poison.value());
        poison.headers().forEach(letter.headers()::add);
        letter.headers().add("dlq_reason", utf8(String.valueOf(reason.getMessage())));
        letter.headers().add("dlq_topic", utf8(poison.topic()));
        letter.headers().add("dlq_partition", utf8(Integer.toString(poison.partition())));
        letter.headers().add("dlq_offset", utf8(Long.toString(poison.offset())));
        producer().send(letter);
        producer().flush();
    }

    private KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            try (var topics = new RoomTopics(kafka, KEPT)) {
                topics.ensureKept(topic, KEPT);
            }
            producer =
                    new KafkaProducer<>(
                            Properties.merge(kafka, Map.of(ProducerConfig.ACKS_CONFIG, "all")),
                            new StringSerializer(),
                            new ByteArraySerializer());
        }
        return producer;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
