package chatroom.chat.live;

import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import chatroom.roomlog.RoomLog;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A log that confirms before it has written: the safeguard of promise P1 taken away, so that the
/// crash experiment can show that it would notice. Only `CHATROOM_MUTATION=ack-before-broker`
/// brings it in.
final class HastyRoomLog implements RoomLog, AutoCloseable {

    static final String MUTATION = "ack-before-broker";

    private static final long NOT_KNOWN = -1;
    private static final long LATE_MILLIS = 300;

    private final RoomLog log;

    HastyRoomLog(RoomLog log) {
        this.log = log;
    }

    @Override
    public CompletionStage<Long> append(
            RoomAddress address,
            String roomId,
            RoomEvent event,
            Instant time,
            @Nullable String traceparent) {
        CompletableFuture.delayedExecutor(LATE_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> log.append(address, roomId, event, time, traceparent));
        return CompletableFuture.completedFuture(NOT_KNOWN);
    }

    @Override
    public void close() throws Exception {
        ((AutoCloseable) log).close();
    }
}
