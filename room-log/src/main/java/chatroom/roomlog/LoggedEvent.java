package chatroom.roomlog;

import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event with its place in the room's order.
///
/// @param address where the record stands
/// @param seq the record's offset, ≥ 0; order within one epoch of the room
/// @param time when its author wrote it, by the author's clock: shown, never used for order
/// @param traceparent W3C trace context of what caused it
public record LoggedEvent(
        RoomAddress address,
        String roomId,
        long seq,
        Instant time,
        RoomEvent event,
        @Nullable String traceparent) {}
