package chatroom.ai.personas;

import chatroom.ai.voices.Voices;
import chatroom.events.EventJson;
import chatroom.events.PersonaState;
import chatroom.readers.KafkaConnection;
import chatroom.roomlog.LogUnavailableException;
import chatroom.roomlog.RoomTopics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/// Tells the other services who the personas are: at every start, and when somebody else writes
/// their lines. What is told again changes nothing.
@ApplicationScoped
class PersonaAnnouncements {

    private static final Logger LOG = Logger.getLogger(PersonaAnnouncements.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Cards cards;
    private final Voices voices;
    private final Map<String, Object> kafka;
    private volatile boolean closing;

    PersonaAnnouncements(Cards cards, Voices voices, KafkaConnection kafka) {
        this.cards = cards;
        this.voices = voices;
        this.kafka = new HashMap<>(kafka.properties());
        this.kafka.put("acks", "all");
        this.kafka.put("max.block.ms", 5_000);
    }

    void start(@Observes StartupEvent started) {
        tell();
        voices.onChange(this::tell);
    }

    void stop(@Observes ShutdownEvent stopping) {
        closing = true;
    }

    private void tell() {
        // The service is of use before Kafka has answered.
        Thread.ofVirtual().name("personas").start(this::tellUntilHeard);
    }

    private void tellUntilHeard() {
        while (!closing) {
            try {
                announce();
                return;
            } catch (LogUnavailableException
                    | KafkaException
                    | ExecutionException
                    | TimeoutException e) {
                LOG.warnf("the personas are not announced yet: %s", e);
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void announce() throws InterruptedException, ExecutionException, TimeoutException {
        try (var topics = new RoomTopics(kafka, Duration.ofDays(1))) {
            topics.ensureCompacted(PersonaState.TOPIC);
        }
        try (var producer =
                new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            String provider = voices.current().provider();
            for (Card card : cards.all()) {
                byte[] state = EventJson.write(state(card, provider));
                producer.send(new ProducerRecord<>(PersonaState.TOPIC, card.name(), state))
                        .get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static PersonaState state(Card card, String provider) {
        return new PersonaState(
                card.name(),
                card.displayName(),
                card.sender(),
                card.description(),
                card.tags(),
                card.avatar(),
                provider,
                true);
    }
}
