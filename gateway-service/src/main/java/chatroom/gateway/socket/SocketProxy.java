package chatroom.gateway.socket;

import chatroom.gateway.headers.ServiceHeaders;
import chatroom.gateway.problem.Problem;
import chatroom.gateway.problem.ProblemException;
import chatroom.gateway.routing.Route;
import chatroom.gateway.upstream.Dialer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.Http1xClientConnection;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hands a WebSocket handshake on to the room's pod. What the pod refuses reaches the client as the
/// pod said it; what it accepts becomes a [Tunnel].
@Singleton
public final class SocketProxy {

    private static final Logger LOG = Logger.getLogger(SocketProxy.class);
    private static final String DEFAULT_ROOM = "lobby";
    private static final String WEBSOCKET = "websocket";
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int ANSWER_MILLIS = 10_000;

    private static final List<CharSequence> OF_AN_ACCEPTANCE =
            List.of(
                    HttpHeaderNames.SEC_WEBSOCKET_ACCEPT,
                    HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL,
                    HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);

    private static final List<CharSequence> OF_A_REFUSAL =
            List.of(
                    HttpHeaders.CONTENT_TYPE,
                    HttpHeaderNames.SEC_WEBSOCKET_VERSION,
                    HttpHeaderNames.WWW_AUTHENTICATE,
                    "retry-after",
                    "ratelimit",
                    "ratelimit-policy");

    private final Dialer dialer;
    private final ServiceHeaders serviceHeaders;
    private final OpenSockets sockets;

    @Inject
    public SocketProxy(Dialer dialer, ServiceHeaders serviceHeaders, OpenSockets sockets) {
        this.dialer = dialer;
        this.serviceHeaders = serviceHeaders;
        this.sockets = sockets;
    }

    /// Serves a handshake of this route.
    public void handle(RoutingContext ctx, Route route) {
        HttpServerRequest request = ctx.request();
        if (!WEBSOCKET.equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            ctx.response().putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
            Problem.UPGRADE_REQUIRED.send(ctx);
            return;
        }
        if (sockets.draining()) {
            Problem.UNAVAILABLE.send(ctx);
            return;
        }
        MultiMap headers =
                serviceHeaders
                        .of(request)
                        .set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                        .set(HttpHeaders.UPGRADE, WEBSOCKET);
        var handshake =
                new RequestOptions()
                        .setURI(request.uri())
                        .setHeaders(headers)
                        .setIdleTimeout(ANSWER_MILLIS);
        request.resume();
        dialer.handshake(route.upstream(), room(ctx), handshake)
                .compose(call -> call.connect().onSuccess(answer -> answered(ctx, call, answer)))
                .onFailure(failure -> failed(ctx, failure));
    }

    private static String room(RoutingContext ctx) {
        String inPath = ctx.pathParam(Route.ROOM);
        String named = inPath == null ? ctx.request().getParam("room_id") : inPath;
        return named == null || named.isEmpty() ? DEFAULT_ROOM : named;
    }

    private void answered(RoutingContext ctx, HttpClientRequest call, HttpClientResponse answer) {
        if (ctx.response().closed()) {
            call.connection().close();
        } else if (answer.statusCode() == SWITCHING_PROTOCOLS) {
            accept(ctx, call, answer);
        } else {
            // An upgrade that was asked for and refused leaves a connection of no further use.
            call.exceptionHandler(closed -> {});
            answer.body()
                    .onSuccess(body -> refuse(ctx, answer, body))
                    .onFailure(failure -> failed(ctx, failure))
                    .onComplete(read -> call.connection().close());
        }
    }

    private void accept(RoutingContext ctx, HttpClientRequest call, HttpClientResponse answer) {
        HttpServerResponse response = ctx.response();
        copy(OF_AN_ACCEPTANCE, answer, response);
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                .putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
        // Out of the client's pool, and all that it kept for the request with it.
        NetSocket pod = ((Http1xClientConnection) call.connection()).toNetSocket();
        ctx.request()
                .toNetSocket()
                .onSuccess(client -> sockets.join(channel(client), channel(pod)))
                .onFailure(failure -> pod.close());
    }

    private static Channel channel(NetSocket socket) {
        return ((NetSocketInternal) socket).channelHandlerContext().channel();
    }

    private static void refuse(RoutingContext ctx, HttpClientResponse answer, Buffer body) {
        HttpServerResponse response = ctx.response();
        if (response.closed()) {
            return;
        }
        copy(OF_A_REFUSAL, answer, response);
        response.setStatusCode(answer.statusCode())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body);
    }

    private static void copy(
            List<CharSequence> names, HttpClientResponse answer, HttpServerResponse response) {
        for (CharSequence name : names) {
            @Nullable String value = answer.getHeader(name);
            if (value != null) {
                response.putHeader(name, value);
            }
        }
    }

    private static void failed(RoutingContext ctx, Throwable failure) {
        if (!(failure instanceof ProblemException)) {
            LOG.warnf("A handshake got no answer: %s", failure.toString());
        }
        Problem.UNAVAILABLE.send(ctx);
    }
}
