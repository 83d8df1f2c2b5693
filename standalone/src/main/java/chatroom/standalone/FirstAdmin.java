package chatroom.standalone;

import chatroom.standalone.infrastructure.Secrets;
import java.util.Optional;

/// The admin whom the first start creates. A password that is made up is kept until a start came to
/// its end and told it, then forgotten.
final class FirstAdmin {

    private static final String PASSWORD = "admin.password";
    private static final String TOLD = "admin.told";

    private final GivenSettings settings;
    private final Secrets secrets;

    FirstAdmin(GivenSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /// What to create the admin with; empty once that is done.
    Optional<String> password() {
        String given = settings.get("ADMIN_PASSWORD");
        if (!given.isBlank()) {
            return Optional.of(given);
        }
        return secrets.find(TOLD).isPresent()
                ? Optional.empty()
                : Optional.of(secrets.get(PASSWORD));
    }

    /// What to tell.
    String line() {
        String name = settings.get("ADMIN_USERNAME", "admin");
        return settings.get("ADMIN_PASSWORD").isBlank()
                ? password()
                        .map(made -> name + ", password " + made + "  (told only this once)")
                        .orElse(name + ", with the password that the first start told")
                : name + ", with the password given in ADMIN_PASSWORD at the first start";
    }

    /// Remembers that it was told.
    void wasTold() {
        if (secrets.find(TOLD).isEmpty()) {
            secrets.forget(PASSWORD);
            secrets.put(TOLD, "true");
        }
    }
}
