package chatroom.roomlog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records that a group could not handle, kept in the topic `<group>.dlq` with the reason in
/// headers. A letter's key is the place that it came from, so that a record that fails again is one
/// letter, and an empty letter takes it away. Used by one thread.
final class DeadLetters implements BatchProcessor.Sink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    static final Duration KEPT = Duration.ofDays(14);

    private static final Map<String, Object> DURABLE =
            Map.of(
                    ProducerConfig.ACKS_CONFIG, "all",
                    ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);

    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(15);
    private static final byte[] NOTHING = {};

    private final String group;
    private final Map<String, Object> kafka;
    private final AtomicLong taken = new AtomicLong();
    private final List<Sent> unconfirmed = new ArrayList<>();
    // Dead letters are rare: no connection is held for them before the first.
    private @Nullable KafkaProducer<String, byte[]> producer;

    private record Sent(ProducerRecord<String, byte[]> letter, Future<RecordMetadata> written) {}

    DeadLetters(String group, Map<String, Object> kafka) {
        this.group = group;
        this.kafka = kafka;
    }

    static String topic(String group) {
        return group + ".dlq";
    }

    /// Records put aside since the process started.
    long taken() {
        return taken.get();
    }

    /// Puts a record aside. It is safe there once {@link #confirm} returned.
    @Override
    public void take(ConsumerRecord<String, byte[]> poison, Throwable failure) {
        String reason = FailureReason.of(failure);
        String place = DeadLetter.place(poison.topic(), poison.partition(), poison.offset());
        LOG.warn("{} put {} with its dead letters: {}", group, place, reason);
        var letter =
                new ProducerRecord<>(
                        topic(group), place, poison.value() == null ? NOTHING : poison.value());
        for (Header header : poison.headers()) {
            if (!header.key().startsWith(DeadLetter.PREFIX)) {
                letter.headers().add(header);
            }
        }
        letter.headers().add(DeadLetter.REASON, utf8(reason));
        letter.headers().add(DeadLetter.TOPIC, utf8(poison.topic()));
        letter.headers().add(DeadLetter.PARTITION, utf8(Integer.toString(poison.partition())));
        letter.headers().add(DeadLetter.OFFSET, utf8(Long.toString(poison.offset())));
        letter.headers().add(DeadLetter.TIME, utf8(Instant.now().toString()));
        if (poison.key() != null) {
            letter.headers().add(DeadLetter.KEY, utf8(poison.key()));
        }
        if (poison.value() == null) {
            letter.headers().add(DeadLetter.NO_VALUE, NOTHING);
        }
        unconfirmed.add(new Sent(letter, producer().send(letter)));
        taken.incrementAndGet();
    }

    /// Takes a letter away: its record was handled.
    void resolve(DeadLetter handled) {
        var nothing = new ProducerRecord<String, byte[]>(topic(group), handled.place(), null);
        unconfirmed.add(new Sent(nothing, producer().send(nothing)));
    }

    /// Waits until all that was put aside is safe.
    ///
    /// @throws LogUnavailableException where Kafka does not confirm
    @Override
    public void confirm() throws InterruptedException {
        if (unconfirmed.isEmpty()) {
            return;
        }
        List<Sent> sent = List.copyOf(unconfirmed);
        unconfirmed.clear();
        for (Sent one : sent) {
            try {
                await(one.written());
            } catch (LogUnavailableException e) {
                if (!(e.getCause() instanceof ExecutionException refused
                        && refused.getCause() instanceof RecordTooLargeException)) {
                    throw e;
                }
                // With its headers it is larger than the broker takes: the place must do.
                await(producer().send(withoutValue(one.letter())));
            }
        }
    }

    private static void await(Future<RecordMetadata> written) throws InterruptedException {
        try {
            written.get(CONFIRMED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new LogUnavailableException("a dead letter was not confirmed", e);
        } catch (TimeoutException e) {
            throw new LogUnavailableException("a dead letter was not confirmed", e);
        }
    }

    private static ProducerRecord<String, byte[]> withoutValue(
            ProducerRecord<String, byte[]> letter) {
        var small = new ProducerRecord<>(letter.topic(), letter.key(), NOTHING);
        for (Header header : letter.headers()) {
            if (header.key().startsWith(DeadLetter.PREFIX)) {
                small.headers().add(header);
            }
        }
        return small;
    }

    private KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            try (var topics = new RoomTopics(kafka, KEPT)) {
                topics.ensureCompactedAndKept(topic(group), KEPT);
            }
            producer =
                    new KafkaProducer<>(
                            Properties.merge(kafka, DURABLE),
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
