package chatroom.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chatroom.standalone.testing.InfrastructureResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/// B6, with a real PostgreSQL and a real Kafka.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboxPublisherTest {

    private static final String TOPIC = "outbox-test";

    private final InfrastructureResource infrastructure = new InfrastructureResource();
    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final AtomicBoolean kafkaAnswers = new AtomicBoolean(true);
    private String bootstrap = "";

    @BeforeAll
    void start() throws Exception {
        infrastructure.init(Map.of("service", "chat"));
        Map<String, String> settings = infrastructure.start();
        bootstrap = Objects.requireNonNull(settings.get("KAFKA_BOOTSTRAP_SERVERS"));
        String url = Objects.requireNonNull(settings.get("DATABASE_URL"));
        String[] parts = url.replaceFirst("^postgresql://", "").split("[:@/]", -1);
        database.setUrl("jdbc:postgresql://%s:%s/%s".formatted(parts[2], parts[3], parts[4]));
        database.setUser(parts[0]);
        database.setPassword(parts[1]);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema chat");
            statement.execute(
                    """
                    create table chat.outbox (
                        id bigint generated always as identity primary key, topic text not null,
                        partition int, key text not null, value bytea not null,
                        headers text[] not null default '{}',
                        created_at timestamptz not null default now())\
                    """);
        }
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
        }
    }

    @AfterAll
    void stop() {
        infrastructure.stop();
    }

    @Test
    @DisplayName("B6: records that Kafka refuses at the commit arrive later, in order, once")
    void recordsWaitForKafka() throws Exception {
        kafkaAnswers.set(false);
        var publisher = publisher();
        publisher.start(new StartupEvent());
        try {
            for (int version = 1; version <= 5; version++) {
                commit("room", "v" + version);
            }
            await().untilAsserted(() -> assertThat(rows()).isEqualTo(5));
            assertThat(publisher.isConnected()).isFalse();
            kafkaAnswers.set(true);
            await().atMost(Duration.ofSeconds(30)).until(() -> rows() == 0);
            assertThat(values("room")).containsExactly("v1", "v2", "v3", "v4", "v5");
            assertThat(publisher.isConnected()).isTrue();
            assertThat(publisher.age()).isZero();
        } finally {
            publisher.stop(new ShutdownEvent());
        }
    }

    @Test
    @DisplayName("B6: a crash between commit and publishing loses nothing")
    void recordsOfAProcessThatDiedArePublishedByTheNext() throws Exception {
        commit("crashed", "kept");
        rollBack("crashed", "never happened");
        var first = publisher();
        var second = publisher();
        first.start(new StartupEvent());
        second.start(new StartupEvent());
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> rows() == 0);
        } finally {
            first.stop(new ShutdownEvent());
            second.stop(new ShutdownEvent());
        }
        assertThat(values("crashed")).as("two instances publish it once").containsExactly("kept");
    }

    @Test
    void theAgeOfTheOldestRecordIsKnownWhileItWaits() throws Exception {
        commit("old", "state");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update chat.outbox set created_at = now() - interval '1 hour', topic = 'missing'");
        }
        var meters = new SimpleMeterRegistry();
        var publisher = publisher(meters);
        publisher.start(new StartupEvent());
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(meters.get("chatroom.outbox.age.seconds").gauge().value())
                                    .isGreaterThan(3_599));
        } finally {
            publisher.stop(new ShutdownEvent());
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("delete from chat.outbox");
            }
        }
    }

    private OutboxPublisher publisher() {
        return publisher(new SimpleMeterRegistry());
    }

    private OutboxPublisher publisher(SimpleMeterRegistry meters) {
        OutboxTopics topics =
                () -> {
                    if (!kafkaAnswers.get()) {
                        throw new TimeoutException("Kafka is away");
                    }
                };
        return new OutboxPublisher(
                database, topics, Map.of("bootstrap.servers", bootstrap), meters);
    }

    private void commit(String key, String value) throws SQLException {
        try (Connection connection = database.getConnection()) {
            OutboxTable.insert(connection, record(key, value));
        }
    }

    private void rollBack(String key, String value) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            OutboxTable.insert(connection, record(key, value));
            connection.rollback();
        }
    }

    private static ProducerRecord<String, byte[]> record(String key, String value) {
        var record = new ProducerRecord<>(TOPIC, 1, key, value.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", "té, {\"st\"}".getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private long rows() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from chat.outbox")) {
            row.next();
            return row.getLong(1);
        }
    }

    /// The values of a key in the topic, each with the partition and header that were asked for.
    private List<String> values(String key) {
        var values = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrap),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var place = new TopicPartition(TOPIC, 1);
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            while (consumer.position(place) < end) {
                for (ConsumerRecord<String, byte[]> read : consumer.poll(Duration.ofMillis(100))) {
                    if (read.key().equals(key)) {
                        assertThat(read.headers().lastHeader("ce_type").value())
                                .isEqualTo("té, {\"st\"}".getBytes(StandardCharsets.UTF_8));
                        values.add(new String(read.value(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return values;
    }
}
