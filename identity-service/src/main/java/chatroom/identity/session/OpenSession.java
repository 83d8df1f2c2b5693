package chatroom.identity.session;

import java.time.Instant;
import java.util.UUID;

/// A session that has not ended, as its owner may know it.
///
/// @param expiresAt when it ends if it is not used
public record OpenSession(
        UUID id,
        String ip,
        String userAgent,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt) {

    static OpenSession of(Session session) {
        return new OpenSession(
                session.id,
                session.ip,
                session.userAgent,
                session.createdAt,
                session.lastUsedAt,
                session.expiresAt);
    }
}
