package chatroom.identity.account;

import chatroom.events.UserState;
import chatroom.text.LookAlikes;
import chatroom.text.PersonName;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Somebody's account. Changed by {@link Accounts} alone, which tells the other services.
@Entity
@Table(name = "accounts")
public class Account {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    @Id UUID id;
    private String username;
    private String usernameKey;
    private String usernameSkeleton;
    private String email;
    private String emailKey;
    private String passwordHash;
    private boolean isAdmin;
    private boolean disabled;
    private Instant createdAt;

    protected Account() {}

    Account(String username, String email, String passwordHash, boolean isAdmin) {
        this.id = IDS.generate();
        this.passwordHash = passwordHash;
        this.isAdmin = isAdmin;
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        setUsername(username);
        setEmail(email);
    }

    public UUID id() {
        return id;
    }

    public String username() {
        return username;
    }

    public String email() {
        return email;
    }

    public String passwordHash() {
        return passwordHash;
    }

    public boolean isAdmin() {
        return isAdmin;
    }

    public boolean isDisabled() {
        return disabled;
    }

    Instant createdAt() {
        return createdAt;
    }

    final void setUsername(String username) {
        this.username = PersonName.normalise(username);
        this.usernameKey = PersonName.key(username);
        this.usernameSkeleton = LookAlikes.skeleton(username);
    }

    final void setEmail(String email) {
        this.email = email;
        this.emailKey = PersonName.key(email);
    }

    void setAdmin(boolean isAdmin) {
        this.isAdmin = isAdmin;
    }

    void setDisabled(boolean disabled) {
        this.disabled = disabled;
    }

    UserState state() {
        return new UserState(id, username, isAdmin, disabled);
    }
}
