package chatroom.gateway.origin;

import chatroom.gateway.problem.Problem;
import chatroom.gateway.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Which pages may call the API and open sockets. A request that names an origin that is not
/// allowed is refused, whatever it asks; one without an origin comes from no other page.
@Singleton
public final class OriginRules implements Handler<RoutingContext> {

    private final CorsHandler cors;

    @Inject
    public OriginRules(
            @ConfigProperty(name = "ALLOWED_ORIGINS") List<String> allowed,
            @ConfigProperty(name = "FRONTEND_ORIGIN") Optional<String> frontend) {
        var origins = new ArrayList<String>();
        allowed.forEach(origin -> origins.add(origin.strip()));
        frontend.map(String::strip).ifPresent(origins::add);
        this.cors =
                CorsHandler.create()
                        .addOrigins(origins)
                        .allowCredentials(true)
                        .allowedMethods(
                                Set.of(
                                        HttpMethod.GET,
                                        HttpMethod.HEAD,
                                        HttpMethod.POST,
                                        HttpMethod.PUT,
                                        HttpMethod.PATCH,
                                        HttpMethod.DELETE))
                        .allowedHeaders(
                                Set.of(
                                        "authorization",
                                        "content-type",
                                        "x-csrf-token",
                                        "traceparent"))
                        .exposedHeaders(
                                Set.of("location", "retry-after", "ratelimit", "ratelimit-policy"))
                        .maxAgeSeconds(600);
    }

    @Override
    public void handle(RoutingContext ctx) {
        // The browser itself would send the cookie for any page: only Origin tells which one asks.
        cors.handle(ctx);
    }

    /// Refuses a handshake that a cookie vouches for but that does not say which page opens it.
    public static void demandOrigin(RoutingContext ctx) {
        if (!ctx.request().headers().contains(HttpHeaders.ORIGIN)) {
            throw new ProblemException(Problem.ORIGIN_MISSING);
        }
    }
}
