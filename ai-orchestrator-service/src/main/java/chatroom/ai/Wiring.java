package chatroom.ai;

import chatroom.readers.KafkaConnection;
import chatroom.roomlog.KafkaRoomLog;
import chatroom.roomlog.RoomLog;
import chatroom.roomlog.RoomLogSearch;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/// Makes what is not ours into beans.
@ApplicationScoped
class Wiring {

    @Produces
    @ApplicationScoped
    RoomLog roomLog(KafkaConnection kafka, Tracer tracer) {
        return new KafkaRoomLog("ai-orchestrator-service", kafka.properties(), tracer);
    }

    void close(@Disposes RoomLog log) throws Exception {
        if (log instanceof AutoCloseable open) {
            open.close();
        }
    }

    @Produces
    @Singleton
    RoomLogSearch search(KafkaConnection kafka) {
        return new RoomLogSearch(kafka.properties());
    }

    @Produces
    @ApplicationScoped
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
