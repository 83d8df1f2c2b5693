package chatroom.gateway.rest;

import chatroom.gateway.headers.ServiceHeaders;
import chatroom.gateway.problem.ProblemException;
import chatroom.gateway.routing.Route;
import chatroom.gateway.upstream.Dialer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Hands a call on to its service and the answer back.
@Singleton
public final class RestProxy {

    private static final int ANSWER_MILLIS = 30_000;

    private final Vertx vertx;
    private final Dialer dialer;
    private final ServiceHeaders serviceHeaders;

    @Inject
    public RestProxy(Vertx vertx, Dialer dialer, ServiceHeaders serviceHeaders) {
        this.vertx = vertx;
        this.dialer = dialer;
        this.serviceHeaders = serviceHeaders;
    }

    /// Serves a request of this route.
    public void handle(RoutingContext ctx, Route route) {
        RequestBody.read(vertx, ctx.request(), route.maxBody())
                .onSuccess(body -> forward(ctx, route, body))
                .onFailure(failure -> refuse(ctx, failure));
    }

    private void forward(RoutingContext ctx, Route route, Buffer body) {
        String room = ctx.pathParam(Route.ROOM);
        var request = new RequestOptions().setIdleTimeout(ANSWER_MILLIS);
        HttpProxy.reverseProxy(dialer.calls())
                .origin(exchange -> dialer.call(route.upstream(), room, request))
                .addInterceptor(new Exchange(ctx, serviceHeaders.of(ctx.request()), body))
                .handle(ctx.request());
    }

    private static void refuse(RoutingContext ctx, Throwable failure) {
        if (failure instanceof ProblemException known) {
            // What is left of the body is not read.
            ctx.response().putHeader(HttpHeaders.CONNECTION, "close");
            ctx.addEndHandler(answered -> ctx.request().connection().close());
            known.problem().send(ctx);
        } else {
            // The caller went away while it was still sending: nobody reads an answer.
            ctx.response().reset();
        }
    }
}
