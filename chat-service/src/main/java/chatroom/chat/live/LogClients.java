package chatroom.chat.live;

import chatroom.roomlog.KafkaRoomLog;
import chatroom.roomlog.RoomLog;
import chatroom.roomlog.RoomTopics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// This service's ends of the room log.
@ApplicationScoped
class LogClients {

    @Produces
    @Singleton
    RoomLog log(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new KafkaRoomLog("chat-service", kafka);
    }

    void close(@Disposes RoomLog log) throws Exception {
        ((AutoCloseable) log).close();
    }

    @Produces
    @Singleton
    RoomTopics topics(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "ROOM_RETENTION_DAYS") int retentionDays) {
        return new RoomTopics(kafka, Duration.ofDays(retentionDays));
    }

    void close(@Disposes RoomTopics topics) {
        topics.close();
    }
}
