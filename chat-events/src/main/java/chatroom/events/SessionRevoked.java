package chatroom.events;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/// A session ended before its time: a record of the topic `sessions.revoked`, keyed by user id.
/// Whoever holds open sockets of that session closes them.
@JsonNaming(SnakeCaseStrategy.class)
public record SessionRevoked(UUID userId, UUID sessionId) {

    /// The topic of revoked sessions; records older than an access token's life mean nothing.
    public static final String TOPIC = "sessions.revoked";

    public SessionRevoked {
        Fields.present("user_id", userId);
        Fields.present("session_id", sessionId);
    }
}
