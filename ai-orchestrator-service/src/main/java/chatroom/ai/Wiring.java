package chatroom.ai;

import chatroom.roomlog.KafkaRoomLog;
import chatroom.roomlog.RoomLog;
import chatroom.roomlog.RoomLogSearch;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/// Makes what is not ours into beans.
@ApplicationScoped
class Wiring {

    @Produces
    @ApplicationScoped
    RoomLog roomLog(@Identifier("default-kafka-broker") Map<String, Object> kafka, Tracer tracer) {
        return new KafkaRoomLog("ai-orchestrator-service", kafka, tracer);
    }

    void close(@Disposes RoomLog log) throws Exception {
        if (log instanceof AutoCloseable open) {
            open.close();
        }
    }

    @Produces
    @Singleton
    RoomLogSearch search(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new RoomLogSearch(kafka);
    }

    @Produces
    @ApplicationScoped
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
