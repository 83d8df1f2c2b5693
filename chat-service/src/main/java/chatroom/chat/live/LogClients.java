package chatroom.chat.live;

import chatroom.readers.KafkaConnection;
import chatroom.roomlog.KafkaRoomLog;
import chatroom.roomlog.RoomLog;
import chatroom.roomlog.RoomTopics;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
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
            KafkaConnection kafka,
            @ConfigProperty(name = "CHATROOM_MUTATION") Optional<String> mutation,
            Tracer tracer) {
        var log = new KafkaRoomLog("chat-service", kafka.properties(), tracer);
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
            KafkaConnection kafka,
            @ConfigProperty(name = "ROOM_RETENTION_DAYS") int retentionDays) {
        return new RoomTopics(kafka.properties(), Duration.ofDays(retentionDays));
    }

    void close(@Disposes RoomTopics topics) {
        topics.close();
    }
}
