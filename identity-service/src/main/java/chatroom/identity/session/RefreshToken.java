package chatroom.identity.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A refresh token as it is stored: by its hash alone, with the seed of its successor once used.
@Entity
@Table(name = "refresh_tokens")
class RefreshToken {

    @Id byte[] hash;
    UUID sessionId;
    Instant expiresAt;
    @Nullable Instant usedAt;
    byte @Nullable [] seed;

    protected RefreshToken() {}

    RefreshToken(String token, UUID sessionId, Instant expiresAt) {
        this.hash = Secrets.hash(token);
        this.sessionId = sessionId;
        this.expiresAt = expiresAt;
    }
}
