package chatroom.roomlog;

import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Where what happens in rooms is written down.
public interface RoomLog {

    /// Appends an event to a room's log.
    ///
    /// @param time when it happened, by this clock
    /// @param traceparent what it is part of, as {@link Traceparent} gives it: it becomes a span
    ///   there, and whoever reads it goes on with that. Null for what nobody follows, such as the
    ///   pieces of a reply
    /// @return the event's `seq` once every in-sync replica has it; fails with {@link
    ///   LogUnavailableException} where that can not be said, in which case the event may or may
    ///   not be in the log
    CompletionStage<Long> append(
            RoomAddress address,
            String roomId,
            RoomEvent event,
            Instant time,
            @Nullable String traceparent);
}
