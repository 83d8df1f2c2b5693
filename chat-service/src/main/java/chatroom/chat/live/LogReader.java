package chatroom.chat.live;

import chatroom.events.RoomAddress;
import chatroom.roomlog.LogUnavailableException;
import chatroom.roomlog.LoggedEvent;
import chatroom.roomlog.RoomRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One consumer on one thread that reads the rooms it is told to, from the offset it is told: no
/// group, no commits. Everything that touches the consumer is a command that the thread runs
/// between two polls.
final class LogReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogReader.class);

    private static final Map<String, Object> PROMPT =
            Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                    // A room that is added waits for the fetch under way: 50 ms at most.
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000,
                    ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);

    /// The offsets that a log holds.
    ///
    /// @param begin the oldest that is kept
    /// @param end the next that will be written
    record Bounds(long begin, long end) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rooms = new AtomicInteger();
    private final Deliveries deliveries;
    private final Thread thread;
    // Confined to the thread.
    private final Map<TopicPartition, Map<String, RoomFeed>> feeds = new HashMap<>();
    private final Map<RoomFeed, Catching> catching = new HashMap<>();
    private volatile boolean closing;

    private record Catching(TopicPartition partition, long end, CompletableFuture<Void> caughtUp) {}

    LogReader(String name, Map<String, Object> kafka, Deliveries deliveries) {
        this.deliveries = deliveries;
        var properties = new HashMap<>(kafka);
        properties.putAll(PROMPT);
        consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer());
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    /// How many rooms this reader has.
    int rooms() {
        return rooms.get();
    }

    /// What the log of a room holds now.
    CompletableFuture<Bounds> bounds(RoomAddress address) {
        var answer = new CompletableFuture<Bounds>();
        command(() -> answer.complete(bounds(partition(address))), answer);
        return answer;
    }

    /// Reads a room from an offset on.
    ///
    /// @param end offset that the feed must have reached
    /// @return completes once it has
    CompletableFuture<Void> follow(RoomFeed feed, long from, long end) {
        rooms.incrementAndGet();
        var caughtUp = new CompletableFuture<Void>();
        command(
                () -> {
                    TopicPartition partition = partition(feed.address());
                    boolean first = !feeds.containsKey(partition);
                    feeds.computeIfAbsent(partition, p -> new HashMap<>()).put(feed.roomId(), feed);
                    if (first) {
                        consumer.assign(Set.copyOf(feeds.keySet()));
                    }
                    // In a shared partition the others pass over what they had.
                    if (first || consumer.position(partition) > from) {
                        consumer.seek(partition, from);
                    }
                    if (from >= end) {
                        caughtUp.complete(null);
                    } else {
                        catching.put(feed, new Catching(partition, end, caughtUp));
                    }
                },
                caughtUp);
        return caughtUp;
    }

    /// Reads a room no longer.
    void forget(RoomFeed feed) {
        rooms.decrementAndGet();
        command(
                () -> {
                    TopicPartition partition = partition(feed.address());
                    Map<String, RoomFeed> there = feeds.get(partition);
                    if (there != null && there.remove(feed.roomId()) != null && there.isEmpty()) {
                        feeds.remove(partition);
                        consumer.assign(Set.copyOf(feeds.keySet()));
                    }
                },
                new CompletableFuture<>());
    }

    private void command(Runnable work, CompletableFuture<?> answer) {
        commands.add(() -> attempt(work, answer));
        consumer.wakeup();
    }

    private void attempt(Runnable work, CompletableFuture<?> answer) {
        try {
            work.run();
        } catch (WakeupException e) {
            // That was for another command, which waits behind this one.
            attempt(work, answer);
        } catch (KafkaException e) {
            answer.completeExceptionally(
                    new LogUnavailableException("the room log can not be read", e));
        }
    }

    private void run() {
        while (!closing) {
            try {
                for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
                    next.run();
                }
                if (feeds.isEmpty()) {
                    idle();
                } else {
                    dispatch(consumer.poll(Duration.ofMillis(500)));
                }
            } catch (WakeupException e) {
                // A command is waiting.
            } catch (KafkaException e) {
                LOG.warnf("live rooms can not be read for now: %s", e);
                sleep(200);
            } catch (RuntimeException e) {
                LOG.error("a live room stumbled over an event", e);
            }
        }
        consumer.close(
                org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private void idle() {
        if (commands.isEmpty()) {
            sleep(5);
        }
    }

    private void dispatch(ConsumerRecords<String, byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            Map<String, RoomFeed> there = feeds.getOrDefault(partition, Map.of());
            decode(polled.records(partition), there.keySet())
                    .forEach((room, events) -> apply(there.get(room), events));
        }
        if (!catching.isEmpty()) {
            var done = new HashSet<RoomFeed>();
            catching.forEach((feed, until) -> {
                if (consumer.position(until.partition()) >= until.end()) {
                    until.caughtUp().complete(null);
                    done.add(feed);
                }
            });
            catching.keySet().removeAll(done);
        }
    }

    private void apply(@Nullable RoomFeed feed, List<LoggedEvent> events) {
        if (feed == null) {
            return;
        }
        try {
            deliveries.hand(feed, events);
        } catch (RuntimeException | StackOverflowError e) {
            // One room's trouble is not the others'.
            LOG.errorf(e, "%s could not be delivered", feed.address().topic());
        }
    }

    private Map<String, List<LoggedEvent>> decode(
            List<ConsumerRecord<String, byte[]>> polled, Set<String> rooms) {
        var byRoom = new HashMap<String, List<LoggedEvent>>();
        for (ConsumerRecord<String, byte[]> consumed : polled) {
            if (!rooms.contains(consumed.key())) {
                continue;
            }
            try {
                RoomRecords.decode(consumed)
                        .ifPresent(event ->
                                byRoom.computeIfAbsent(event.roomId(), r -> new ArrayList<>())
                                        .add(event));
            } catch (RuntimeException | StackOverflowError e) {
                // The projection puts it with the dead letters; live it is only passed over.
                deliveries.skipped();
            }
        }
        return byRoom;
    }

    private Bounds bounds(TopicPartition partition) {
        var one = List.of(partition);
        long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
        long begin = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
        return new Bounds(begin, end);
    }

    private static TopicPartition partition(RoomAddress address) {
        return new TopicPartition(address.topic(), address.partition());
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
