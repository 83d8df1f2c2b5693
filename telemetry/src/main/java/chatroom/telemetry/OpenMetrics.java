package chatroom.telemetry;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Gives metrics as OpenMetrics to whoever takes that. Prometheus does, and names plain text as a
/// second choice; Quarkus gives plain text to all who name it, and plain text has no exemplars.
@Singleton
final class OpenMetrics {

    private static final String PATH = "/q/metrics";
    private static final String TYPE = "application/openmetrics-text";

    void mount(@Observes ManagementInterface management) {
        management.router().get(PATH).order(Integer.MIN_VALUE).handler(OpenMetrics::prefer);
    }

    private static void prefer(RoutingContext ctx) {
        String accepted = ctx.request().getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains(TYPE)) {
            // Who names nothing gets OpenMetrics.
            ctx.request().headers().remove(HttpHeaders.ACCEPT);
        }
        ctx.next();
    }
}
