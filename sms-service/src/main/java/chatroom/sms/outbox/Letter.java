package chatroom.sms.outbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An SMS that somebody wants sent.
///
/// @param from a number of ours; null where the messaging service chooses
/// @param cause what it is sent for: a second one for the same cause is not sent
/// @param lines the room's messages that it carries
/// @param due not before then
public record Letter(
        UUID userId,
        String to,
        @Nullable String from,
        String country,
        Kind kind,
        String body,
        String cause,
        List<Line> lines,
        Instant due) {

    public Letter {
        lines = List.copyOf(lines);
    }

    /// A message of a room.
    public record Line(String roomId, UUID messageId) {}
}
