package chatroom.gateway.lifecycle;

import chatroom.gateway.rest.CallsUnderWay;
import chatroom.gateway.socket.OpenSockets;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// What SIGTERM begins, while the server still runs: not ready any more, sockets sent elsewhere, a
/// grace in which whoever routes to us takes notice, then no new calls and an end to those under
/// way. (Quarkus' own graceful shutdown counts an upgraded request as never finished.)
@Singleton
@Default
@Readiness
public final class GoodEnd implements HealthCheck, Handler<RoutingContext> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OpenSockets sockets;
    private final CallsUnderWay calls;
    private final Duration grace;
    private volatile boolean leaving;

    @Inject
    public GoodEnd(
            OpenSockets sockets,
            CallsUnderWay calls,
            @ConfigProperty(name = "gateway.shutdown-grace") Duration grace) {
        this.sockets = sockets;
        this.calls = calls;
        this.grace = grace;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("taking requests").status(!leaving).build();
    }

    /// Asks callers not to keep their connection.
    @Override
    public void handle(RoutingContext ctx) {
        if (leaving) {
            ctx.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        ctx.next();
    }

    void leave(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        leaving = true;
        sockets.sendElsewhere();
        Thread.sleep(grace);
        calls.finish(PATIENCE);
    }
}
