package chatroom.sms.service;

import chatroom.events.AiSettings;
import chatroom.events.AiSettings.AiToAi;
import chatroom.events.AiSettings.RespondWhen;
import chatroom.events.EventJson;
import chatroom.events.MessageIds;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.events.RoomEvent.SmsState;
import chatroom.events.RoomState;
import chatroom.events.Theme;
import chatroom.events.UserState;
import chatroom.events.Via;
import chatroom.events.Visibility;
import chatroom.roomlog.KafkaRoomLog;
import chatroom.roomlog.LoggedEvent;
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

/// A room and accounts in the real Kafka, as the other services would announce them.
final class TestRoom implements AutoCloseable {

    final String id;
    final String name;
    final RoomAddress address;
    private final KafkaRoomLog log;
    private final String kafka;
    private final KafkaConsumer<String, byte[]> reader;
    private final List<SmsState> states = new ArrayList<>();

    private TestRoom(String kafka, String id, String name) {
        this.kafka = kafka;
        this.id = id;
        this.name = name;
        this.address = RoomAddress.own(id);
        this.log =
                new KafkaRoomLog(
                        "test",
                        Map.of("bootstrap.servers", kafka),
                        TracerProvider.noop().get("test"));
        this.reader =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
    }

    static TestRoom open(String kafka) throws Exception {
        var room = new TestRoom(kafka, "r" + UUID.randomUUID(), "Café " + UUID.randomUUID());
        try (var topics = new RoomTopics(Map.of("bootstrap.servers", kafka), Duration.ofDays(1))) {
            topics.ensureCompacted(RoomState.TOPIC);
            topics.ensureCompacted(UserState.TOPIC);
            String epoch = topics.ensure(room.address, 1);
            room.announce(
                    RoomState.TOPIC,
                    room.id,
                    EventJson.write(
                            new RoomState(
                                    room.id,
                                    room.name,
                                    new Theme("", "", List.of()),
                                    Visibility.PUBLIC,
                                    new AiSettings(
                                            1, new AiToAi(1, 0), RespondWhen.ALWAYS, 10_000, 1),
                                    room.address,
                                    epoch,
                                    1)));
        }
        var place = new TopicPartition(room.address.topic(), 0);
        room.reader.assign(List.of(place));
        room.reader.seekToBeginning(List.of(place));
        return room;
    }

    void account(UUID id, String name) throws Exception {
        announce(
                UserState.TOPIC,
                id.toString(),
                EventJson.write(new UserState(id, name, false, false)));
    }

    void erase(UUID id) throws Exception {
        announce(UserState.TOPIC, id.toString(), null);
    }

    private void announce(String topic, String key, byte @Nullable [] value) throws Exception {
        try (var producer =
                new KafkaProducer<String, byte[]>(
                        Map.of("bootstrap.servers", kafka),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    MessagePosted says(String sender, String text, Instant at) throws Exception {
        var line =
                new MessagePosted(
                        MessageIds.fresh(), sender, UUID.randomUUID(), text, null, null, Via.WEB);
        happens(line, at);
        return line;
    }

    ReplyPosted replies(String text, @Nullable UUID to, Instant at) throws Exception {
        var line =
                new ReplyPosted(
                        MessageIds.fresh(),
                        "einstein",
                        "AI_Einstein",
                        text,
                        to,
                        1,
                        "builtin",
                        null);
        happens(line, at);
        return line;
    }

    void happens(RoomEvent event, Instant at) throws Exception {
        log.append(address, id, event, at, null).toCompletableFuture().get();
    }

    /// What the room was told of SMS so far.
    List<SmsState> states() {
        reader.poll(Duration.ofMillis(60))
                .forEach(record ->
                        RoomRecords.decode(record)
                                .map(LoggedEvent::event)
                                .filter(SmsState.class::isInstance)
                                .map(SmsState.class::cast)
                                .ifPresent(states::add));
        return List.copyOf(states);
    }

    @Override
    public void close() {
        log.close();
        reader.close();
    }
}
