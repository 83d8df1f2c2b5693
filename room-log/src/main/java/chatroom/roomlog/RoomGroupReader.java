package chatroom.roomlog;

import chatroom.events.RoomAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
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
/// No record stops the reader. A record that is no event of ours, or that the handler fails on by
/// the record's own fault, goes to the group's dead letters with its reason. While the handler's
/// store or Kafka does not answer, the same batch is tried again after a pause that grows to five
/// seconds.
public final class RoomGroupReader implements Reader, AutoCloseable {

    /// Takes a batch; returns once it is safe to forget it.
    public interface BatchHandler {
        /// @param batch in the order of each room; never empty
        void accept(List<LoggedEvent> batch) throws Exception;

        /// Says up to where the log was read, where records were among it that `accept` did not
        /// get: they were of a later version, or went to the dead letters.
        ///
        /// @param read the `seq` of the last record read, by address
        default void passed(Map<RoomAddress, Long> read) throws Exception {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(RoomGroupReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration UNTIL_SUBSCRIBED = Duration.ofMillis(50);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long SUBSCRIBE_EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private static final Map<String, Object> GATHERING =
            Map.ofEntries(
                    // The newer protocol's consumer sits on fetched records for up to a poll
                    // (KAFKA-19259). With cooperative assignment a new room does not stop the
                    // others here either.
                    Map.entry(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic"),
                    Map.entry(
                            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                            CooperativeStickyAssignor.class.getName()),
                    // Members learn by a heartbeat that one of them follows a new room.
                    Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500),
                    Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
                    Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                    Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                    Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                    Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500),
                    // Never reached by chat: every fetch waits as long as its reader lets it, and
                    // gathers what many rooms said.
                    Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1_000_000),
                    Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000));

    private final String group;
    private final BatchHandler handler;
    private final DeadLetters deadLetters;
    private final DeadLetterTopic letters;
    private final BatchProcessor<LoggedEvent> processor;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Object> kafka;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final ReaderProgress progress = new ReaderProgress();
    private final Backoff backoff = new Backoff();
    private final Thread thread;
    private long lookAgain = System.nanoTime();
    private long subscribeAgain = System.nanoTime();
    private boolean failing;
    private volatile boolean extended;
    private volatile boolean closing;

    /// @param group the group's name
    /// @param kafka connection properties
    /// @param gather how long the broker gathers events before it answers, up to a second: a fetch
    ///   costs it the same for one event as for hundreds
    /// @param handler called on the reader's own thread, and on that of a replay
    public RoomGroupReader(
            String group, Map<String, Object> kafka, Duration gather, BatchHandler handler) {
        this.group = group;
        this.kafka = kafka;
        this.handler = handler;
        this.deadLetters = new DeadLetters(group, kafka);
        this.letters = new DeadLetterTopic(group, kafka);
        this.processor = processor(deadLetters);
        var properties = Properties.merge(kafka, GATHERING);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(gather.toMillis()));
        this.consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name("rooms-" + group).unstarted(this::run);
    }

    private BatchProcessor<LoggedEvent> processor(DeadLetters target) {
        return new BatchProcessor<>(RoomRecords::decode, handler::accept, target, () -> closing);
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

    @Override
    public String name() {
        return group;
    }

    /// Events of this reader's rooms that it has not handled yet, as of the last second.
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
        return letters.list(letter -> true);
    }

    @Override
    public int replay() {
        var done = new ArrayList<DeadLetter>();
        try (var resolved = new DeadLetters(group, kafka)) {
            var again = processor(resolved);
            letters.visit(
                    letter -> true,
                    (letter, record) -> {
                        if (again.again(letter.original(record))) {
                            resolved.resolve(letter);
                            done.add(letter);
                        }
                    });
            resolved.confirm();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LogUnavailableException e) {
            throw e;
        } catch (Exception e) {
            throw new LogUnavailableException("the store of " + group + " does not answer", e);
        }
        return done.size();
    }

    private void run() {
        while (!closing) {
            try {
                subscribe();
                if (topics.isEmpty()) {
                    Thread.sleep(Duration.ofMillis(50));
                    continue;
                }
                ConsumerRecords<String, byte[]> polled =
                        consumer.poll(extended ? UNTIL_SUBSCRIBED : POLL);
                if (!polled.isEmpty()) {
                    handle(polled);
                }
                look();
            } catch (WakeupException e) {
                // follow() or close() has news.
            } catch (InterruptedException e) {
                closing = true;
            } catch (KafkaException e) {
                LOG.warn("{} can not read for now: {}", group, FailureReason.of(e));
                pause();
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error("{} failed, and goes on: {}", group, FailureReason.of(e));
                pause();
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }

    /// At most five times a second: at a start all rooms are announced at once.
    private void subscribe() {
        long now = System.nanoTime();
        if (extended && now - subscribeAgain >= 0) {
            extended = false;
            subscribeAgain = now + SUBSCRIBE_EVERY_NANOS;
            consumer.subscribe(List.copyOf(topics), new Assignments());
        }
    }

    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                // What failed may be another's now.
                failing = false;
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
    }

    /// Asks what the client knows anyway: no broker is called.
    private void look() {
        long now = System.nanoTime();
        if (now - lookAgain < 0) {
            return;
        }
        lookAgain = now + LOOK.toNanos();
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

    private void handle(ConsumerRecords<String, byte[]> polled) throws InterruptedException {
        progress.somethingToRead();
        try {
            if (processor.process(polled) > 0) {
                handler.passed(ends(polled));
            }
            commit(polled);
            progress.handled();
            failing = false;
            backoff.reset();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failing = true;
            LOG.warn(
                    "{} tries {} records again soon: {}",
                    group,
                    polled.count(),
                    FailureReason.of(e));
            rewind(polled);
            pause();
        }
    }

    private static Map<RoomAddress, Long> ends(ConsumerRecords<String, byte[]> polled) {
        var ends = new HashMap<RoomAddress, Long>();
        for (TopicPartition partition : polled.partitions()) {
            ends.put(
                    new RoomAddress(partition.topic(), partition.partition()),
                    polled.records(partition).getLast().offset());
        }
        return ends;
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

    private void pause() {
        try {
            backoff.sleepLonger();
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
