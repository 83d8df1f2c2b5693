package chatroom.outbox;

import chatroom.readers.KafkaConnection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/// Publishes the records of the outbox: at once after a commit, and those that a crash or a silent
/// broker left over within seconds of when that is possible again.
///
/// One instance of a service publishes at a time. A record leaves the table after every in-sync
/// replica has it: it may be published twice, but of one key never an older one last.
@ApplicationScoped
public class OutboxPublisher {

    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(5);
    private static final int BATCH = 200;
    private static final int BUSY = -1;
    private static final Duration BUSY_RETRY_DELAY = Duration.ofMillis(100);

    private static final Map<String, Object> DURABLE =
            Map.of(
                    ProducerConfig.ACKS_CONFIG, "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                    ProducerConfig.LINGER_MS_CONFIG, 0,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                    ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);

    private final DataSource database;
    private final OutboxTopics topics;
    private final Map<String, Object> kafka;
    private final MeterRegistry meters;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile Oldest oldest = Oldest.NONE;
    private volatile boolean connected;
    private volatile boolean closing;

    @Inject
    OutboxPublisher(
            DataSource database, OutboxTopics topics, KafkaConnection kafka, MeterRegistry meters) {
        this(database, topics, kafka.properties(), meters);
    }

    OutboxPublisher(
            DataSource database,
            OutboxTopics topics,
            Map<String, Object> kafka,
            MeterRegistry meters) {
        this.database = database;
        this.topics = topics;
        this.kafka = new HashMap<>(kafka);
        this.kafka.putAll(DURABLE);
        this.meters = meters;
        this.thread = Thread.ofPlatform().name("outbox").unstarted(this::run);
    }

    /// Whether the topics were made, or found, since this process started.
    public boolean isConnected() {
        return connected;
    }

    /// How long the oldest record has waited, as this instance knows it; zero where none waits.
    Duration age() {
        return oldest.age();
    }

    void start(@Observes StartupEvent started) {
        Gauge.builder("chatroom.outbox.age.seconds", this, it -> it.age().toMillis() / 1_000.0)
                .description("How long the oldest record has waited to be published")
                .register(meters);
        thread.start();
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Filled filled) {
        wakeUps.release();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        closing = true;
        wakeUps.release();
        thread.join(Duration.ofSeconds(10));
    }

    private void run() {
        Duration delay = SWEEP;
        while (!closing) {
            try (var producer =
                    new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
                topics.ensure();
                connected = true;
                LOG.info("Outbox connected to Kafka");
                var sender = new OutboxSender(producer::send);
                while (!closing) {
                    int published = publish(sender);
                    if (published < BATCH) {
                        await(published == BUSY ? BUSY_RETRY_DELAY : SWEEP);
                    }
                    delay = SWEEP;
                }
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("Outbox publishing failed, retrying in %d s: %s", delay.toSeconds(), e);
                await(delay);
                delay = delay.multipliedBy(2);
                delay = delay.compareTo(MAX_RETRY_DELAY) > 0 ? MAX_RETRY_DELAY : delay;
            }
        }
    }

    /// @return how many were published; {@link #BUSY} where another instance publishes
    private int publish(OutboxSender sender) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int published = publish(connection, sender);
                connection.commit();
                return published;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private int publish(Connection connection, OutboxSender sender) throws SQLException {
        if (!OutboxTable.lock(connection)) {
            oldest = Oldest.NONE;
            return BUSY;
        }
        List<OutboxTable.Entry> entries = OutboxTable.oldest(connection, BATCH);
        oldest = entries.isEmpty() ? Oldest.NONE : Oldest.of(entries.getFirst());
        OutboxSender.Result result = sender.send(entries);
        OutboxTable.delete(connection, result.published());
        if (result.failure() != null) {
            // What was published is taken out all the same.
            connection.commit();
            throw result.failure();
        }
        oldest = Oldest.NONE;
        return entries.size();
    }

    private void await(Duration longest) {
        try {
            wakeUps.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            wakeUps.drainPermits();
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /// The age that an entry had, and when. It grows by this process's own clock, whatever the
    /// database's says.
    private record Oldest(boolean waits, Duration ageThen, long readAtNanos) {
        static final Oldest NONE = new Oldest(false, Duration.ZERO, 0);

        static Oldest of(OutboxTable.Entry entry) {
            return new Oldest(true, entry.age(), System.nanoTime());
        }

        Duration age() {
            return waits ? ageThen.plusNanos(System.nanoTime() - readAtNanos) : Duration.ZERO;
        }
    }
}
