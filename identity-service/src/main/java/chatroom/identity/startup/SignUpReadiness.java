package chatroom.identity.startup;

import chatroom.outbox.OutboxPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once people can sign up: there is a key that signs their tokens, the first admin, and the
/// topics from which the other services learn of new accounts. What it depends on may fail later.
@ApplicationScoped
@Readiness
class SignUpReadiness implements HealthCheck {

    private final Startup startup;
    private final OutboxPublisher outbox;

    SignUpReadiness(Startup startup, OutboxPublisher outbox) {
        this.startup = startup;
        this.outbox = outbox;
    }

    @Override
    public HealthCheckResponse call() {
        String missing = startup.isDone() ? outbox.isConnected() ? "" : "kafka" : "database";
        return HealthCheckResponse.named("sign-up")
                .status(missing.isEmpty())
                .withData("missing", missing)
                .build();
    }
}
