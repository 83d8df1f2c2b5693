package chatroom.identity.account;

import java.time.Instant;
import java.util.UUID;

/// An account as its owner sees it.
public record User(UUID id, String username, String email, boolean isAdmin, Instant createdAt) {

    public static User of(Account account) {
        return new User(
                account.id(),
                account.username(),
                account.email(),
                account.isAdmin(),
                account.createdAt());
    }
}
