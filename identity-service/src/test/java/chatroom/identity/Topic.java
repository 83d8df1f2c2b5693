package chatroom.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/// What stands in a topic.
public final class Topic {

    private Topic() {}

    /// Waits until that many records of the key are there.
    public static List<byte[]> await(String topic, String key, int count) {
        var found = new ArrayList<byte[]>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers(), "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await(count + " records of " + key + " in " + topic)
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        for (ConsumerRecord<String, byte[]> one :
                                consumer.poll(Duration.ofMillis(100))) {
                            if (key.equals(one.key())) {
                                found.add(one.value());
                            }
                        }
                        return found.size() >= count;
                    });
        }
        return found;
    }

    public static String servers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
