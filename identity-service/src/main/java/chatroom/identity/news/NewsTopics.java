package chatroom.identity.news;

import chatroom.events.PersonaState;
import chatroom.events.SessionRevoked;
import chatroom.events.UserState;
import chatroom.outbox.OutboxTopics;
import chatroom.readers.KafkaConnection;
import chatroom.roomlog.RoomTopics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/// The topics of accounts and sessions, and that of personas, which this service reads.
@ApplicationScoped
class NewsTopics implements OutboxTopics {

    private static final Duration REVOCATIONS_KEPT = Duration.ofDays(1);

    private final Map<String, Object> kafka;

    NewsTopics(KafkaConnection kafka) {
        this.kafka = kafka.properties();
    }

    @Override
    public void ensure() {
        try (var topics = new RoomTopics(kafka, REVOCATIONS_KEPT)) {
            topics.ensureCompacted(UserState.TOPIC);
            topics.ensureKept(SessionRevoked.TOPIC, REVOCATIONS_KEPT);
            // Read here before the orchestrator, its owner, may have come up.
            topics.ensureCompacted(PersonaState.TOPIC);
        }
    }
}
