package chatroom.chat.live;

import chatroom.roomlog.KafkaRoomLog;
import chatroom.roomlog.RoomLog;
import chatroom.roomlog.RoomTopics;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// This service's ends of the room log.
@ApplicationScoped
class LogClients {

    private static final Logger LOG = Logger.getLogger(LogClients.class);

    @Produces
    @Singleton
    RoomLog log(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "CHATROOM_MUTATION") Optional<String> mutation,
            Tracer tracer) {
        var log = new KafkaRoomLog("chat-service", kafka, tracer);
        if (mutation.filter(HastyRoomLog.MUTATION::equals).isPresent()) {
            LOG.warn("messages are acknowledged before they are written: for experiments only");
            return new HastyRoomLog(log);
        }
        return log;
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
