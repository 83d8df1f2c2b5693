package chatroom.gateway;

import chatroom.gateway.credential.BrowserCredential;
import chatroom.gateway.headers.SecurityHeaders;
import chatroom.gateway.http.StrictRequests;
import chatroom.gateway.lifecycle.GoodEnd;
import chatroom.gateway.operations.EdgeHealth;
import chatroom.gateway.operations.EdgeMetrics;
import chatroom.gateway.origin.OriginRules;
import chatroom.gateway.page.Page;
import chatroom.gateway.problem.Failures;
import chatroom.gateway.problem.Problem;
import chatroom.gateway.rest.CallsUnderWay;
import chatroom.gateway.rest.RestProxy;
import chatroom.gateway.routing.Route;
import chatroom.gateway.routing.RouteTable;
import chatroom.gateway.socket.SocketProxy;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// The one origin: what happens to a request, in order. What is not in here is not there.
@Singleton
final class Edge {

    /// Before everything that Quarkus itself would route; nothing gets past the last row.
    private static final int FIRST = -10_000;

    private final SecurityHeaders securityHeaders;
    private final Failures failures;
    private final GoodEnd goodEnd;
    private final CallsUnderWay calls;
    private final EdgeHealth health;
    private final EdgeMetrics metrics;
    private final OriginRules originRules;
    private final RestProxy rest;
    private final SocketProxy sockets;
    private final Page page;
    private int order = FIRST;

    @Inject
    Edge(
            SecurityHeaders securityHeaders,
            Failures failures,
            GoodEnd goodEnd,
            CallsUnderWay calls,
            EdgeHealth health,
            EdgeMetrics metrics,
            OriginRules originRules,
            RestProxy rest,
            SocketProxy sockets,
            Page page) {
        this.securityHeaders = securityHeaders;
        this.failures = failures;
        this.goodEnd = goodEnd;
        this.calls = calls;
        this.health = health;
        this.metrics = metrics;
        this.originRules = originRules;
        this.rest = rest;
        this.sockets = sockets;
        this.page = page;
    }

    void mount(@Observes Router router) {
        any(router)
                .handler(ctx -> MetricName.set(ctx, "/*"))
                .handler(securityHeaders)
                .handler(new StrictRequests())
                .handler(goodEnd)
                .handler(Edge::demandPlainPath)
                .failureHandler(failures);
        at(router, "/health").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(health);
        at(router, "/metrics").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(metrics);
        for (Route route : RouteTable.ROUTES) {
            mount(router, route);
        }
        any(router).handler(page);
        for (Route route : RouteTable.ROUTES) {
            at(router, route.path()).handler(Problem.METHOD_NOT_ALLOWED::send);
        }
        any(router).handler(Problem.NOT_FOUND::send);
    }

    private void mount(Router router, Route route) {
        var mounted = at(router, route.path());
        if (!route.methods().isEmpty()) {
            route.methods().forEach(mounted::method);
            mounted.method(HttpMethod.OPTIONS);
        }
        mounted.handler(ctx -> MetricName.set(ctx, route.path()))
                .handler(originRules)
                .handler(ctx -> BrowserCredential.apply(ctx, route))
                .failureHandler(failures);
        switch (route.kind()) {
            case HTTP -> mounted.handler(calls).handler(ctx -> rest.handle(ctx, route));
            case SOCKET -> mounted.handler(ctx -> sockets.handle(ctx, route));
        }
    }

    /// What the router matches must be what the service sees: no path that two readers could take
    /// for two places.
    private static void demandPlainPath(RoutingContext ctx) {
        String path = ctx.request().path();
        if (path == null || !path.equals(ctx.normalizedPath()) || path.indexOf('\\') >= 0) {
            Problem.BAD_PATH.send(ctx);
        } else {
            ctx.next();
        }
    }

    private io.vertx.ext.web.Route any(Router router) {
        return router.route().order(order++);
    }

    private io.vertx.ext.web.Route at(Router router, String path) {
        return router.route(path).order(order++);
    }
}
