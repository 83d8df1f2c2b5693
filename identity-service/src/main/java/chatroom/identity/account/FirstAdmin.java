package chatroom.identity.account;

import chatroom.identity.IdentitySettings;
import chatroom.identity.password.PasswordHasher;
import chatroom.identity.password.PasswordRules;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/// Makes the admin at the first start. What is there already stays as it is, its password too.
@ApplicationScoped
public class FirstAdmin {

    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);

    private final Accounts accounts;
    private final PasswordHasher passwords;
    private final IdentitySettings.Admin admin;

    FirstAdmin(Accounts accounts, PasswordHasher passwords, IdentitySettings settings) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.admin = settings.admin();
    }

    /// Makes it where it is wanted and not there.
    ///
    /// @throws IllegalArgumentException where its password is too weak
    public void ensure() {
        admin.password().ifPresent(this::create);
    }

    private void create(String password) {
        if (accounts.byLogin(admin.username()).isPresent()
                || accounts.byLogin(admin.email()).isPresent()) {
            return;
        }
        List<String> missing = PasswordRules.missing(password, admin.username(), admin.email());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("ADMIN_PASSWORD: " + String.join("; ", missing));
        }
        try {
            accounts.create(admin.username(), admin.email(), passwords.hash(password), true);
            LOG.info("made the first admin");
        } catch (HttpProblem taken) {
            LOG.infof("another instance made the first admin (%s)", taken.getTitle());
        }
    }
}
