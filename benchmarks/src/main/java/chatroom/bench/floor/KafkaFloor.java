package chatroom.bench.floor;

import chatroom.bench.load.Meter;
import chatroom.bench.load.Pace;
import chatroom.bench.load.Window;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// One topic a room on the product's own broker, a producer that waits for all replicas, and
/// consumers that have a hundred topics each, as the product's have.
public final class KafkaFloor implements AutoCloseable {

    private static final int TOPICS_PER_CONSUMER = 100;

    /// Bytes of a record: about what a message of the product has in its log.
    private static final int RECORD = 450;

    private static final Duration LATE = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<String> topics;
    private final List<FloorConsumer> consumers = new ArrayList<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public KafkaFloor(String bootstrapServers, int rooms) {
        Map<String, Object> broker = Map.of("bootstrap.servers", bootstrapServers);
        this.topics = IntStream.range(0, rooms).mapToObj(room -> "bench-floor-" + room).toList();
        create(broker, topics);
        var settings = new java.util.HashMap<>(broker);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        for (int from = 0; from < rooms; from += TOPICS_PER_CONSUMER) {
            var reading = new java.util.HashMap<>(broker);
            reading.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
            consumers.add(
                    new FloorConsumer(
                            reading,
                            topics.subList(from, Math.min(rooms, from + TOPICS_PER_CONSUMER))));
        }
    }

    private static void create(Map<String, Object> broker, List<String> topics) {
        try (Admin admin = Admin.create(broker)) {
            admin.createTopics(
                            topics.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Produces at a pace, and measures until the records are consumed.
    public Window talk(double perRoomPerSecond, Duration warm, Duration time, Meter meter) {
        var pace = new Pace(topics.size(), perRoomPerSecond);
        long begin = System.nanoTime();
        long from = begin + warm.toNanos();
        long until = from + time.toNanos();
        consumers.forEach(consumer -> consumer.record(from, until));
        meter.watch(from, until);
        pace.run(
                begin,
                until,
                (number, due) -> {
                    byte[] value = ByteBuffer.allocate(RECORD).putLong(due).array();
                    String topic = topics.get((int) (number % topics.size()));
                    producer.send(
                            new ProducerRecord<>(topic, value),
                            (written, failed) -> {
                                if (failed != null) {
                                    failure.compareAndSet(null, failed);
                                }
                            });
                });
        long expected = pace.due(begin, until, from, until);
        long deadline = System.nanoTime() + LATE.toNanos();
        while (consumed() < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        Histogram all = Window.histogram();
        consumers.forEach(consumer -> all.add(consumer.latency()));
        return new Window(expected, all.getTotalCount(), all);
    }

    private long consumed() {
        return consumers.stream().mapToLong(FloorConsumer::consumed).sum();
    }

    @Override
    public void close() {
        consumers.forEach(FloorConsumer::close);
        producer.close();
    }
}
