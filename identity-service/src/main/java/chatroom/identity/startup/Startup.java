package chatroom.identity.startup;

import chatroom.identity.account.FirstAdmin;
import chatroom.identity.account.OlderNames;
import chatroom.identity.token.SigningKeys;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Makes the signing key and the first admin. A database that is slow or lost at that moment is
/// tried again: the process neither ends nor says that it is ready.
@ApplicationScoped
class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final Runnable steps;
    private final BooleanSupplier canSign;
    private volatile boolean done;

    @Inject
    Startup(SigningKeys keys, OlderNames names, FirstAdmin admin) {
        this(
                () -> {
                    keys.refresh();
                    names.complete();
                    admin.ensure();
                },
                keys::areReady);
    }

    /// @param steps may be taken again after they failed
    Startup(Runnable steps, BooleanSupplier canSign) {
        this.steps = steps;
        this.canSign = canSign;
    }

    void start(@Observes StartupEvent started) {
        if (!attempt()) {
            Thread.ofVirtual().name("startup").start(this::retry);
        }
    }

    /// Whether tokens can be signed and the first admin is there.
    boolean isDone() {
        return done && canSign.getAsBoolean();
    }

    private void retry() {
        try {
            do {
                Thread.sleep(RETRY_DELAY);
            } while (!attempt());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalArgumentException e) {
            LOG.error(e.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    /// @throws IllegalArgumentException where a setting is wrong, which no retry mends
    private boolean attempt() {
        try {
            steps.run();
            done = true;
            return true;
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf("Database not available, retrying: %s", e);
            return false;
        }
    }
}
