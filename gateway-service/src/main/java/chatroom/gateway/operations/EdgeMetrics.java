package chatroom.gateway.operations;

import chatroom.gateway.problem.Problem;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// `GET /metrics`: the gateway's own figures in Prometheus' text form, where `EDGE_METRICS` is set.
@Singleton
public final class EdgeMetrics implements Handler<RoutingContext> {

    private static final String TEXT_FORM = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final boolean shown;

    @Inject
    public EdgeMetrics(
            PrometheusMeterRegistry registry,
            @ConfigProperty(name = "EDGE_METRICS") boolean shown) {
        this.registry = registry;
        this.shown = shown;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (!shown) {
            Problem.NOT_FOUND.send(ctx);
            return;
        }
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, TEXT_FORM)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(registry.scrape());
    }
}
