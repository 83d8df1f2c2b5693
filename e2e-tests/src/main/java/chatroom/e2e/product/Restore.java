package chatroom.e2e.product;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// The drill of `docs/operations.md`: the database is lost and comes back as it was some time ago;
/// what was said since is read again from Kafka.
final class Restore {

    /// How much is missing in the backup.
    private static final Duration AGE = Duration.ofSeconds(15);

    private static final String PROJECTION = "chat-projection";

    private final Compose compose;

    Restore(Compose compose) {
        this.compose = compose;
    }

    void happens() {
        inPostgres("pg_dump -U postgres -Fc -f /tmp/backup chatroom");
        try {
            Thread.sleep(AGE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        compose.stop();
        inPostgres("dropdb -U postgres --force chatroom");
        inPostgres("createdb -U postgres chatroom");
        inPostgres("pg_restore -U postgres -d chatroom /tmp/backup");
        readAllAgain();
        compose.start();
    }

    private void inPostgres(String command) {
        Compose.compose("exec", "-T", "postgres", "sh", "-c", command);
    }

    /// What `kafka-consumer-groups --reset-offsets --to-earliest --execute` does.
    private void readAllAgain() {
        try (var admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                compose.kafkaBootstrapServers()))) {
            var wanted = new HashMap<TopicPartition, OffsetSpec>();
            admin.listConsumerGroupOffsets(PROJECTION)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .keySet()
                    .forEach(partition -> wanted.put(partition, OffsetSpec.earliest()));
            var beginnings = new HashMap<TopicPartition, OffsetAndMetadata>();
            admin.listOffsets(wanted)
                    .all()
                    .get()
                    .forEach((partition, first) ->
                            beginnings.put(partition, new OffsetAndMetadata(first.offset())));
            if (beginnings.isEmpty()) {
                throw new IllegalStateException("the projection has read nothing yet");
            }
            admin.alterConsumerGroupOffsets(PROJECTION, beginnings).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
