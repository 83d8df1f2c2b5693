package chatroom.identity.outbox;

import chatroom.events.PersonaState;
import chatroom.events.SessionRevoked;
import chatroom.events.UserState;
import chatroom.readers.KafkaConnection;
import chatroom.roomlog.LogUnavailableException;
import chatroom.roomlog.RoomTopics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/// Publishes what the outbox holds: at once after a commit, and whatever was left over, by a crash
/// or a silent broker, within a second of when that is possible again.
///
/// Only one instance publishes at a time, in the order of the outbox, and an entry is taken out
/// after every replica of the broker has it: a message may come twice, but never an older one last.
@ApplicationScoped
class OutboxPublisher {

    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration REVOCATIONS_KEPT = Duration.ofDays(1);
    private static final int BATCH = 200;
    private static final int TRANSACTION_SECONDS = 30;

    private static final String ONLY_ONE =
            "select pg_try_advisory_xact_lock(hashtext('identity.outbox'))";

    private static final Map<String, Object> DURABLE =
            Map.of(
                    ProducerConfig.ACKS_CONFIG, "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                    ProducerConfig.LINGER_MS_CONFIG, 0,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                    ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);

    private final EntityManager database;
    private final Map<String, Object> kafka;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    OutboxPublisher(EntityManager database, KafkaConnection kafka) {
        this.database = database;
        this.kafka = kafka.properties();
        this.thread = Thread.ofPlatform().name("outbox").unstarted(this::run);
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Filled filled) {
        news.release();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        closing = true;
        news.release();
        thread.join(Duration.ofSeconds(10));
    }

    private void run() {
        Duration pause = SWEEP;
        while (!closing) {
            try (var producer =
                    new KafkaProducer<>(
                            producing(), new StringSerializer(), new ByteArraySerializer())) {
                ensureTopics();
                LOG.info("news of accounts go out");
                while (!closing) {
                    if (publish(producer) < BATCH) {
                        await(SWEEP);
                    }
                    pause = SWEEP;
                }
            } catch (RuntimeException e) {
                LOG.warnf("news of accounts wait: %s", e);
                await(pause);
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
        }
    }

    private Map<String, Object> producing() {
        var properties = new HashMap<>(kafka);
        properties.putAll(DURABLE);
        return properties;
    }

    private void ensureTopics() {
        try (var topics = new RoomTopics(kafka, REVOCATIONS_KEPT)) {
            topics.ensureCompacted(UserState.TOPIC);
            topics.ensureKept(SessionRevoked.TOPIC, REVOCATIONS_KEPT);
            // Read here before the orchestrator, its owner, may have come up.
            topics.ensureCompacted(PersonaState.TOPIC);
        }
    }

    /// @return how many went out
    private int publish(KafkaProducer<String, byte[]> producer) {
        return QuarkusTransaction.requiringNew()
                .timeout(TRANSACTION_SECONDS)
                .call(() -> {
                    if (!(boolean) database.createNativeQuery(ONLY_ONE).getSingleResult()) {
                        return 0;
                    }
                    List<OutboxEntry> entries =
                            database.createQuery("from OutboxEntry order by id", OutboxEntry.class)
                                    .setMaxResults(BATCH)
                                    .getResultList();
                    send(producer, entries);
                    entries.forEach(database::remove);
                    return entries.size();
                });
    }

    /// All or none: after a failure all of them are sent again, and the newest stays the last.
    private static void send(KafkaProducer<String, byte[]> producer, List<OutboxEntry> entries) {
        var sent = new ArrayList<Future<RecordMetadata>>(entries.size());
        for (OutboxEntry entry : entries) {
            sent.add(producer.send(new ProducerRecord<>(entry.topic, entry.key, entry.value)));
        }
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new LogUnavailableException("Kafka did not confirm", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException(e);
            }
        }
    }

    private void await(Duration longest) {
        try {
            news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            news.drainPermits();
        } catch (InterruptedException e) {
            closing = true;
        }
    }
}
