package chatroom.e2e.field;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The least that a reader of Kafka takes on this machine now: from a confirmed write to the
/// record, with the orchestrator's own gathering of 15 ms.
final class KafkaHop {

    private KafkaHop() {}

    /// Milliseconds of each hop.
    static List<Double> measure(String brokers, int count, Duration pause)
            throws ExecutionException, InterruptedException {
        var topic = "hop-" + Long.toString(System.nanoTime(), 36);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
        var hops = new ArrayList<Double>();
        var confirmed = new CopyOnWriteArrayList<Long>();
        Map<String, Object> reading =
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "fetch.min.bytes",
                        1_000_000,
                        "fetch.max.wait.ms",
                        15,
                        "auto.offset.reset",
                        "earliest");
        Map<String, Object> writing = Map.of("bootstrap.servers", brokers, "linger.ms", 0);
        var deserializer = new ByteArrayDeserializer();
        var serializer = new ByteArraySerializer();
        try (var consumer = new KafkaConsumer<>(reading, deserializer, deserializer);
                var producer = new KafkaProducer<>(writing, serializer, serializer)) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            Thread writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int i = 0; i < count; i++) {
                                    try {
                                        Thread.sleep(pause);
                                        producer.send(new ProducerRecord<>(topic, new byte[200]))
                                                .get();
                                        confirmed.add(System.nanoTime());
                                    } catch (InterruptedException | ExecutionException e) {
                                        return;
                                    }
                                }
                            });
            var read = new ArrayList<Long>();
            while (read.size() < count) {
                consumer.poll(Duration.ofMillis(500)).forEach(_ -> read.add(System.nanoTime()));
            }
            writer.join();
            for (int i = 0; i < count; i++) {
                hops.add(Math.max(0, (read.get(i) - confirmed.get(i)) / 1e6));
            }
        }
        return hops;
    }
}
