package chatroom.roomlog;

import chatroom.events.RoomAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates and describes the topics that the services need. Creating one that is there already
/// changes nothing.
public final class RoomTopics implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private final Duration retention;

    /// @param kafka connection properties
    /// @param retention how long the log of a room is kept; history beyond it lives in the
    ///   projection alone
    public RoomTopics(Map<String, Object> kafka, Duration retention) {
        this.admin =
                Admin.create(
                        Properties.merge(
                                kafka,
                                Map.of(
                                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        5_000,
                                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        (int) PATIENCE.toMillis())));
        this.retention = retention;
    }

    /// Makes sure that a room's topic exists.
    ///
    /// @param sharedPartitions partitions of the shared topic, where that is what is asked for
    /// @return the epoch: the topic's id
    /// @throws LogUnavailableException where Kafka does not answer
    public String ensure(RoomAddress address, int sharedPartitions) {
        Optional<String> made =
                ensure(
                        address.topic(),
                        address.isShared() ? sharedPartitions : 1,
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(retention.toMillis()),
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_DELETE));
        return made.or(() -> epoch(address.topic()))
                .orElseThrow(() ->
                        new LogUnavailableException(
                                address.topic() + " vanished",
                                new UnknownTopicOrPartitionException()));
    }

    /// Makes sure that a compacted topic of states exists.
    ///
    /// @throws LogUnavailableException where Kafka does not answer
    public void ensureCompacted(String topic) {
        ensure(
                topic,
                1,
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /// Makes sure that a topic exists whose records are kept for a time.
    ///
    /// @throws LogUnavailableException where Kafka does not answer
    public void ensureKept(String topic, Duration time) {
        ensure(topic, 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis())));
    }

    /// Makes sure that a topic exists which keeps the last record of each key, for a time.
    ///
    /// @throws LogUnavailableException where Kafka does not answer
    public void ensureCompactedAndKept(String topic, Duration time) {
        ensure(
                topic,
                1,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT
                                + ","
                                + TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(time.toMillis())));
    }

    /// The epoch of a topic; empty where it does not exist.
    public Optional<String> epoch(String topic) {
        try {
            return Optional.ofNullable(
                            await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic))
                    .map(TopicDescription::topicId)
                    .map(Uuid::toString);
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /// @return the epoch of a topic that was made now: a broker that is asked for it in this very
    ///   moment may not know the topic yet
    private Optional<String> ensure(String topic, int partitions, Map<String, String> config) {
        var wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config);
        CreateTopicsResult made = admin.createTopics(List.of(wanted));
        try {
            await(made.all());
        } catch (TopicExistsException e) {
            // Another pod was first, or it was there before: what was asked for holds.
            return Optional.empty();
        }
        try {
            return Optional.of(await(made.topicId(topic)).toString());
        } catch (LogUnavailableException e) {
            // Not told to whoever may not read topics' configurations.
            return Optional.empty();
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException exists) {
                throw exists;
            }
            if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
                throw unknown;
            }
            throw new LogUnavailableException("Kafka refused", e);
        } catch (TimeoutException e) {
            throw new LogUnavailableException("Kafka did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while Kafka was asked", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
