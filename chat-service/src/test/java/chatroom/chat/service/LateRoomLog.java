package chatroom.chat.service;

import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.readers.KafkaConnection;
import chatroom.roomlog.KafkaRoomLog;
import chatroom.roomlog.LogUnavailableException;
import chatroom.roomlog.RoomLog;
import io.opentelemetry.api.trace.Tracer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The room log behind a network that holds a message back, then delivers it together with its
/// second attempt: only messages that say so, the others pass.
final class LateRoomLog implements RoomLog, AutoCloseable {

    static final String HELD_BACK = "held back";

    private final KafkaRoomLog log;
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();

    private LateRoomLog(KafkaRoomLog log) {
        this.log = log;
    }

    @Override
    public CompletionStage<Long> append(
            RoomAddress address,
            String roomId,
            RoomEvent event,
            Instant time,
            @Nullable String traceparent) {
        if (event instanceof MessagePosted said && said.text().equals(HELD_BACK)) {
            if (held.add(said.id())) {
                return CompletableFuture.failedFuture(
                        new LogUnavailableException("no answer", new TimeoutException()));
            }
            log.append(address, roomId, event, time, traceparent);
        }
        return log.append(address, roomId, event, time, traceparent);
    }

    @Override
    public void close() {
        log.close();
    }

    @ApplicationScoped
    static class Clients {

        @Produces
        @Singleton
        @Alternative
        @Priority(1)
        RoomLog late(KafkaConnection kafka, Tracer tracer) {
            return new LateRoomLog(new KafkaRoomLog("chat-service", kafka.properties(), tracer));
        }

        void close(@Disposes RoomLog log) throws Exception {
            ((AutoCloseable) log).close();
        }
    }
}
