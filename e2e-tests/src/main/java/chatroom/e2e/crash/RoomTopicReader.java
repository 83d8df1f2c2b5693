package chatroom.e2e.crash;

import chatroom.e2e.checker.Line;
import chatroom.e2e.product.Installation;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.roomlog.LoggedEvent;
import chatroom.roomlog.RoomRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads the logs of rooms from their beginnings to their ends, past all services.
public final class RoomTopicReader {

    private final Map<String, Object> kafka;

    public RoomTopicReader(Installation installation) {
        this.kafka =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        installation.kafkaBootstrapServers(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest");
    }

    /// The messages of these rooms, by room.
    Map<String, List<Line>> read(List<String> rooms) {
        var lines = new HashMap<String, List<Line>>();
        forEach(consumed ->
                RoomRecords.decode(consumed)
                        .filter(logged -> rooms.contains(logged.roomId()))
                        .map(RoomTopicReader::line)
                        .ifPresent(line ->
                                lines.computeIfAbsent(consumed.key(), room -> new ArrayList<>())
                                        .add(line)));
        return lines;
    }

    /// Hands over every record of every room, in the order of each partition.
    public void forEach(Consumer<ConsumerRecord<String, byte[]>> taker) {
        try (var consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.listTopics().values().stream()
                            .flatMap(List::stream)
                            .filter(partition ->
                                    partition.topic().startsWith("room.")
                                            || partition.topic().equals(RoomAddress.SHARED_TOPIC))
                            .map(partition ->
                                    new TopicPartition(partition.topic(), partition.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(taker);
            }
        }
    }

    private static @Nullable Line line(LoggedEvent logged) {
        return switch (logged.event()) {
            case MessagePosted said ->
                    new Line(
                            logged.seq(),
                            said.id().toString(),
                            said.text(),
                            null,
                            text(said.replyTo()));
            case ReplyPosted said ->
                    new Line(
                            logged.seq(),
                            said.id().toString(),
                            said.text(),
                            said.personaId(),
                            text(said.replyTo()));
            default -> null;
        };
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
