package chatroom.roomlog;

import chatroom.events.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a topic of states, in every process by itself and in no group: the copy that a service
/// keeps of what another one owns.
///
/// No record stops it. A record that is no such state, or that the handler fails on by the record's
/// own fault, goes to the dead letters; the copy keeps what it last understood. While the handler's
/// store or Kafka does not answer, it is tried again after a pause that grows to five seconds.
///
/// @param <T> a state
public final class StateReader<T> implements Reader, AutoCloseable {

    /// Takes the states in their order.
    public interface Handler<T> {
        /// @param key of the record
        /// @param state null where it was deleted
        void accept(String key, @Nullable T state) throws Exception;
    }

    /// Where a process begins.
    public enum From {
        BEGINNING,
        /// What is written from now on.
        NOW
    }

    private static final Logger LOG = LoggerFactory.getLogger(StateReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /// Until its owner has made the topic.
    private static final Duration LOOK_FOR_TOPIC = Duration.ofMillis(250);

    private static final Map<String, Object> ALONE =
            Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    5_000,
                    ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    1_000);

    private final String group;
    private final String topic;
    private final From from;
    private final Map<String, Object> kafka;
    private final DeadLetters deadLetters;
    private final DeadLetterTopic letters;
    private final BatchProcessor<State<T>> processor;
    private final ReaderProgress progress = new ReaderProgress();
    private final Backoff backoff = new Backoff();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private boolean failing;
    private volatile boolean fromBeginning;
    private volatile boolean closing;

    private record State<T>(String key, @Nullable T value) {}

    /// @param group the name under which dead letters are kept
    /// @param topic of states, JSON
    /// @param type of the states
    /// @param kafka connection properties
    /// @param handler called on the reader's own thread
    public StateReader(
            String group,
            String topic,
            Class<T> type,
            From from,
            Map<String, Object> kafka,
            Handler<T> handler) {
        this.group = group;
        this.topic = topic;
        this.from = from;
        this.kafka = kafka;
        this.deadLetters = new DeadLetters(group, kafka);
        this.letters = new DeadLetterTopic(group, kafka);
        this.processor =
                new BatchProcessor<>(
                        record -> Optional.of(decode(record, type)),
                        states -> {
                            for (State<T> state : states) {
                                handler.accept(state.key(), state.value());
                            }
                        },
                        deadLetters,
                        () -> closing);
        this.consumer =
                new KafkaConsumer<>(
                        Properties.merge(kafka, ALONE),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name("states-" + topic).unstarted(this::run);
    }

    private static <T> State<T> decode(ConsumerRecord<String, byte[]> record, Class<T> type) {
        return new State<>(
                record.key(), record.value() == null ? null : EventJson.read(record.value(), type));
    }

    /// Begins to read.
    public void start() {
        thread.start();
    }

    @Override
    public String name() {
        return group + "/" + topic;
    }

    @Override
    public long behind() {
        return progress.behind();
    }

    @Override
    public Duration stalled() {
        return progress.stalled();
    }

    @Override
    public long deadLetters() {
        return deadLetters.taken();
    }

    @Override
    public List<DeadLetter> listDeadLetters() {
        return letters.list(letter -> letter.topic().equals(topic));
    }

    /// A later state may have replaced the one that was put aside, so it is not handled alone: this
    /// process reads the topic again from its beginning, as at a start.
    @Override
    public int replay() {
        List<DeadLetter> left = listDeadLetters();
        if (left.isEmpty()) {
            return 0;
        }
        try (var resolved = new DeadLetters(group, kafka)) {
            left.forEach(resolved::resolve);
            resolved.confirm();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fromBeginning = true;
        consumer.wakeup();
        return left.size();
    }

    private void run() {
        while (!closing) {
            try {
                if (consumer.assignment().isEmpty() && !assign()) {
                    Thread.sleep(LOOK_FOR_TOPIC);
                    continue;
                }
                if (fromBeginning) {
                    fromBeginning = false;
                    consumer.seekToBeginning(consumer.assignment());
                }
                ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
                if (!polled.isEmpty()) {
                    handle(polled);
                }
                look();
            } catch (WakeupException e) {
                // replay() or close() has news.
            } catch (InterruptedException e) {
                closing = true;
            } catch (KafkaException e) {
                LOG.warn("{} can not be read for now: {}", topic, FailureReason.of(e));
                pause();
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error("the reader of {} failed, and goes on: {}", topic, FailureReason.of(e));
                pause();
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }

    /// @return whether the topic is there
    private boolean assign() {
        var partitions = new ArrayList<TopicPartition>();
        for (PartitionInfo partition : consumer.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        if (partitions.isEmpty()) {
            return false;
        }
        consumer.assign(partitions);
        switch (from) {
            case BEGINNING -> consumer.seekToBeginning(partitions);
            case NOW -> consumer.seekToEnd(partitions);
        }
        partitions.forEach(consumer::position);
        backoff.reset();
        return true;
    }

    private void handle(ConsumerRecords<String, byte[]> polled) throws InterruptedException {
        progress.somethingToRead();
        try {
            processor.process(polled);
            progress.handled();
            failing = false;
            backoff.reset();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failing = true;
            LOG.warn(
                    "{} tries {} records of {} again soon: {}",
                    group,
                    polled.count(),
                    topic,
                    FailureReason.of(e));
            for (TopicPartition partition : polled.partitions()) {
                consumer.seek(partition, polled.records(partition).getFirst().offset());
            }
            pause();
        }
    }

    private void look() {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            sum += consumer.currentLag(partition).orElse(0);
        }
        if (sum == 0 && !failing) {
            progress.idle();
        } else {
            progress.left(sum);
        }
    }

    private void pause() {
        try {
            backoff.sleepLonger();
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /// Stops after the batch under way, up to five seconds.
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadLetters.close();
    }
}
