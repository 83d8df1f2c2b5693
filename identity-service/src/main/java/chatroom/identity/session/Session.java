package chatroom.identity.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sign-in and all that follows from it: the family of its refresh tokens.
@Entity
@Table(name = "sessions")
class Session {

    @Id UUID id;
    UUID userId;
    String ip;
    String userAgent;
    Instant createdAt;
    Instant lastUsedAt;
    Instant expiresAt;
    @Nullable Instant revokedAt;

    protected Session() {}

    Session(UUID id, UUID userId, Client client, Instant now, Instant expiresAt) {
        this.id = id;
        this.userId = userId;
        this.createdAt = now;
        use(client, now, expiresAt);
    }

    final void use(Client client, Instant now, Instant until) {
        ip = client.ip();
        userAgent = client.userAgent();
        lastUsedAt = now;
        expiresAt = until;
    }

    boolean isLiveAt(Instant time) {
        return revokedAt == null && time.isBefore(expiresAt);
    }
}
