package chatroom.roomlog;

import chatroom.events.MalformedEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all rooms as one of a group: every event goes to one of the group's readers at least once,
/// in the order of its room. Offsets are committed after the handler returned.
///
/// A handler that throws gets the same batch again, after a pause that grows to five seconds. A
/// record that is no event of ours goes to the group's dead letters, with its reason.
public final class RoomGroupReader implements AutoCloseable {

    /// Takes a batch; returns once it is safe to forget it.
    public interface BatchHandler {
        /// @param batch in the order of each room; never empty
        void accept(List<LoggedEvent> batch) throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(RoomGroupReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final Map<String, Object> GATHERING =
            Map.of(
                    // The broker hands out partitions one by one: a new room does not stop the
                    // others.
                    ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                    "consumer",
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    500,
                    // Never reached by chat: every fetch waits as long as its reader lets it, and
                    // gathers what many rooms said.
                    ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                    1_000_000,
                    ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                    30_000);

    private final String group;
    private final BatchHandler handler;
    private final DeadLetters deadLetters;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private long lookAgain = System.nanoTime();
    private volatile long behind;
    private volatile boolean extended;
    private volatile boolean closing;

    /// @param group the group's name
    /// @param kafka connection properties
    /// @param gather how long the broker gathers events before it answers, up to a second: a fetch
    ///   costs it the same for one event as for hundreds
    /// @param handler called on the reader's own thread
    public RoomGroupReader(
            String group, Map<String, Object> kafka, Duration gather, BatchHandler handler) {
        this.group = group;
        this.handler = handler;
        this.deadLetters = new DeadLetters(group, kafka);
        var properties = Properties.merge(kafka, GATHERING);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(gather.toMillis()));
        this.consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name("rooms-" + group).unstarted(this::run);
    }

    /// Begins to read what is followed.
    public void start() {
        thread.start();
    }

    /// Reads this topic too, from its beginning where the group does not know it yet.
    public void follow(String topic) {
        if (topics.add(topic)) {
            extended = true;
            consumer.wakeup();
        }
    }

    /// Events of this reader's rooms that it has not handled yet, as of the last second.
    public long behind() {
        return behind;
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!closing) {
            try {
                if (extended) {
                    extended = false;
                    consumer.subscribe(List.copyOf(topics));
                }
                if (topics.isEmpty()) {
                    pause(Duration.ofMillis(50));
                    continue;
                }
                ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
                if (!polled.isEmpty()) {
                    pause = handle(polled) ? Duration.ZERO : longer(pause);
                }
                look();
                pause(pause);
            } catch (WakeupException e) {
                // follow() or close() has news.
            } catch (KafkaException e) {
                LOG.warn("{} can not read for now: {}", group, e.toString());
                pause = longer(pause);
                pause(pause);
            }
        }
        consumer.close(Duration.ofSeconds(2));
    }

    /// Asks what the client knows anyway: no broker is called.
    private void look() {
        long now = System.nanoTime();
        if (now - lookAgain >= 0) {
            lookAgain = now + LOOK.toNanos();
            long sum = 0;
            for (TopicPartition partition : consumer.assignment()) {
                sum += consumer.currentLag(partition).orElse(0);
            }
            behind = sum;
        }
    }

    private boolean handle(ConsumerRecords<String, byte[]> polled) {
        try {
            List<LoggedEvent> batch = decode(polled);
            if (!batch.isEmpty()) {
                handler.accept(batch);
            }
            commit(polled);
            return true;
        } catch (Exception e) {
            LOG.warn("{} could not handle {} records, again soon", group, polled.count(), e);
            rewind(polled);
            return false;
        }
    }

    private List<LoggedEvent> decode(ConsumerRecords<String, byte[]> polled) {
        var batch = new ArrayList<LoggedEvent>(polled.count());
        for (ConsumerRecord<String, byte[]> consumed : polled) {
            try {
                RoomRecords.decode(consumed).ifPresent(batch::add);
            } catch (MalformedEventException e) {
                deadLetters.take(consumed, e);
            }
        }
        return batch;
    }

    private void commit(ConsumerRecords<String, byte[]> polled) {
        // A commit that is lost only means that some events come again, which every handler bears.
        consumer.commitAsync(
                new HashMap<TopicPartition, OffsetAndMetadata>(polled.nextOffsets()),
                (offsets, failure) -> {
                    if (failure != null) {
                        LOG.debug("{} could not commit: {}", group, failure.toString());
                    }
                });
    }

    private void rewind(ConsumerRecords<String, byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, polled.records(partition).getFirst().offset());
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.isZero() ? Duration.ofMillis(100) : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void pause(Duration time) {
        if (time.isZero()) {
            return;
        }
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /// Stops after the batch under way, up to ten seconds.
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadLetters.close();
    }
}
