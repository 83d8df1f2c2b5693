package chatroom.ai.service;

import static org.awaitility.Awaitility.await;

import chatroom.events.AiSettings;
import chatroom.events.AiSettings.AiToAi;
import chatroom.events.AiSettings.RespondWhen;
import chatroom.events.EventJson;
import chatroom.events.MessageIds;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.Reply;
import chatroom.events.RoomEvent.ReplyDelta;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.events.RoomState;
import chatroom.events.Theme;
import chatroom.events.Via;
import chatroom.events.Visibility;
import chatroom.roomlog.KafkaRoomLog;
import chatroom.roomlog.RoomRecords;
import chatroom.roomlog.RoomTopics;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// A room in the real Kafka: what chat-service would do, and what a reader would see.
final class TestRoom implements AutoCloseable {

    static final AiSettings QUIET =
            new AiSettings(1, new AiToAi(1, 0), RespondWhen.ALWAYS, 10_000, 1);

    private static final int SHARED_PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    final String id;
    final RoomAddress address;
    private final KafkaRoomLog log;
    private final KafkaConsumer<String, byte[]> reader;
    private final List<RoomEvent> seen = new ArrayList<>();

    private TestRoom(String kafka, String id, RoomAddress address) {
        this.id = id;
        this.address = address;
        this.log =
                new KafkaRoomLog(
                        "test",
                        Map.of("bootstrap.servers", kafka),
                        TracerProvider.noop().get("test"));
        this.reader =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka, "fetch.max.wait.ms", 20),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
    }

    static TestRoom open(String kafka, AiSettings ai, String... personas) throws Exception {
        String id = "r" + UUID.randomUUID();
        return open(kafka, id, RoomAddress.own(id), ai, personas);
    }

    static TestRoom openShared(String kafka, AiSettings ai, String... personas) throws Exception {
        String id = "r" + UUID.randomUUID();
        return open(kafka, id, RoomAddress.shared(id, SHARED_PARTITIONS), ai, personas);
    }

    static TestRoom open(
            String kafka, String id, RoomAddress address, AiSettings ai, String... personas)
            throws Exception {
        Map<String, Object> connection = Map.of("bootstrap.servers", kafka);
        var room = new TestRoom(kafka, id, address);
        try (var topics = new RoomTopics(connection, Duration.ofDays(1));
                var producer =
                        new KafkaProducer<>(
                                connection, new StringSerializer(), new ByteArraySerializer())) {
            topics.ensureCompacted(RoomState.TOPIC);
            String epoch = topics.ensure(address, SHARED_PARTITIONS);
            var state =
                    new RoomState(
                            id,
                            id,
                            new Theme("Science and letters", "Be kind", List.of(personas)),
                            Visibility.PUBLIC,
                            ai,
                            address,
                            epoch,
                            1);
            producer.send(new ProducerRecord<>(RoomState.TOPIC, id, EventJson.write(state))).get();
        }
        var place = new TopicPartition(address.topic(), address.partition());
        room.reader.assign(List.of(place));
        room.reader.seekToBeginning(List.of(place));
        return room;
    }

    MessagePosted says(String sender, String text) throws Exception {
        return says(sender, text, null, Instant.now());
    }

    MessagePosted says(String sender, String text, @Nullable UUID replyTo, Instant time)
            throws Exception {
        var line =
                new MessagePosted(MessageIds.fresh(), sender, null, text, replyTo, null, Via.WEB);
        happens(line, time);
        return line;
    }

    void happens(RoomEvent event, Instant time) throws Exception {
        log.append(address, id, event, time, null).toCompletableFuture().get();
    }

    /// All that has happened in the room so far.
    List<RoomEvent> events() {
        reader.poll(Duration.ofMillis(60))
                .forEach(record -> {
                    if (id.equals(record.key())) {
                        RoomRecords.decode(record).ifPresent(event -> seen.add(event.event()));
                    }
                });
        return List.copyOf(seen);
    }

    /// Waits for so many finished lines of personas, and then a little for one too many.
    List<ReplyPosted> replies(int count) throws InterruptedException {
        await().atMost(PATIENCE).until(() -> all(ReplyPosted.class).size() >= count);
        Thread.sleep(700);
        return all(ReplyPosted.class);
    }

    <T extends RoomEvent> List<T> all(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// What was shown of a reply in its last attempt.
    String pieces(UUID reply) {
        var shown = new StringBuilder();
        for (ReplyDelta delta : all(ReplyDelta.class)) {
            if (delta.id().equals(reply)) {
                if (delta.index() == 0) {
                    shown.setLength(0);
                }
                shown.append(delta.text());
            }
        }
        return shown.toString();
    }

    /// Waits until that kind of event of that reply is there.
    <T extends RoomEvent & Reply> T awaitReplyEvent(Class<T> type) {
        await().atMost(PATIENCE).until(() -> !all(type).isEmpty());
        return all(type).getLast();
    }

    @Override
    public void close() {
        log.close();
        reader.close();
    }
}
