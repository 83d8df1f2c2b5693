package chatroom.sms.outbox;

import chatroom.events.RoomState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a room is told what became of the SMS that carry its messages.
interface StateLog {

    /// A message on its way to somebody's phone.
    ///
    /// @param id the same for the same news, however often it is told
    /// @param state `sent`, `delivered` or `failed`
    /// @param code why it failed; null where it did not
    record News(
            UUID id,
            Instant at,
            UUID messageId,
            UUID userId,
            String state,
            @Nullable String code,
            @Nullable String detail) {}

    /// Tells; returns once it is safe in the room's log.
    void tell(RoomState room, News news) throws InterruptedException;
}
