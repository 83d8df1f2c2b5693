package chatroom.e2e.product;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;

/// The drills of `docs/operations.md`: the database is lost and comes back as it was some time ago,
/// or the history in it is lost; what is missing is read again from Kafka.
final class Restore {

    /// How much is missing in the backup.
    private static final Duration AGE = Duration.ofSeconds(15);

    private static final Duration TO_READ = Duration.ofSeconds(60);

    private static final String PROJECTION = "chat-projection";

    private final Compose compose;

    Restore(Compose compose) {
        this.compose = compose;
    }

    /// The whole database from a backup, and from Kafka what was said after it.
    void ofABackup() {
        inPostgres("pg_dump -U postgres -Fc -f /tmp/backup chatroom");
        try {
            Thread.sleep(AGE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keepingHistory(() -> {
            inPostgres("dropdb -U postgres --force chatroom");
            inPostgres("createdb -U postgres chatroom");
            inPostgres("pg_restore -U postgres -d chatroom /tmp/backup");
        });
    }

    /// The history alone, all of it from Kafka.
    void ofTheProjection() {
        keepingHistory(() ->
                inPostgres(
                        "psql -q -U postgres -d chatroom"
                                + " -c 'truncate chat.messages, chat.projected'"));
    }

    private void keepingHistory(Runnable loss) {
        compose.stop();
        Map<String, String> before = history();
        if (before.isEmpty()) {
            throw new IllegalStateException("nothing was said yet");
        }
        loss.run();
        if (history().size() == before.size()) {
            throw new IllegalStateException("nothing was lost: there is nothing to restore");
        }
        readAllAgain();
        compose.start();
        try {
            await().atMost(TO_READ)
                    .until(() -> history().entrySet().containsAll(before.entrySet()));
        } catch (ConditionTimeoutException e) {
            before.entrySet().removeAll(history().entrySet());
            throw new IllegalStateException("missing in history: " + before, e);
        }
    }

    /// Everything that was said in any room, by its id.
    private Map<String, String> history() {
        try (Connection database = compose.database("chat");
                var statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select id, concat_ws(' ', room_id, seq, sender, ctime, reply_to,"
                                        + " text) from messages")) {
            var lines = new HashMap<String, String>();
            while (rows.next()) {
                lines.put(rows.getString(1), rows.getString(2));
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
