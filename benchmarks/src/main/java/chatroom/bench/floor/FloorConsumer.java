package chatroom.bench.floor;

import chatroom.bench.load.Window;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Consumes topics on a thread of its own and notes how old the records are.
final class FloorConsumer implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile Stretch stretch = new Stretch(0, 0);
    private volatile boolean closing;

    private static final class Stretch {
        private final long from;
        private final long until;
        private final Histogram latency = Window.histogram();

        Stretch(long from, long until) {
            this.from = from;
            this.until = until;
        }

        synchronized void note(long due, long now) {
            if (due >= from && due < until) {
                latency.recordValue(Math.max(0, now - due));
            }
        }

        synchronized Histogram copy() {
            return latency.copy();
        }

        synchronized long count() {
            return latency.getTotalCount();
        }
    }

    FloorConsumer(Map<String, Object> settings, List<String> topics) {
        consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                topics.stream().map(topic -> new TopicPartition(topic, 0)).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("floor").start(this::run);
    }

    void record(long from, long until) {
        stretch = new Stretch(from, until);
    }

    long consumed() {
        return stretch.count();
    }

    Histogram latency() {
        return stretch.copy();
    }

    private void run() {
        try {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> consumed :
                        consumer.poll(Duration.ofSeconds(1))) {
                    stretch.note(ByteBuffer.wrap(consumed.value()).getLong(), System.nanoTime());
                }
            }
        } catch (WakeupException e) {
            // close() ends it.
        }
        consumer.close();
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
