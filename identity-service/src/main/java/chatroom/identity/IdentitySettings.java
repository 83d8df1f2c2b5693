package chatroom.identity;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/// What this service is told from outside; the names and defaults stand in the catalogue of
/// settings.
@ConfigMapping(prefix = "identity")
public interface IdentitySettings {

    /// How long an access token is good for.
    Duration accessTokenLife();

    /// How long a session lasts without being used.
    Duration refreshTokenLife();

    /// Whether cookies travel over https only.
    boolean secureCookies();

    /// What sms-service proves itself with; without one nobody may act for others.
    Optional<String> smsServiceSecret();

    /// The admin that the first start creates.
    Admin admin();

    /// An account to be created at the first start.
    interface Admin {
        String username();

        String email();

        /// Without one no admin is created.
        Optional<String> password();
    }
}
