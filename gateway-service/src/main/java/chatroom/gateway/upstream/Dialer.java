package chatroom.gateway.upstream;

import chatroom.gateway.problem.Problem;
import chatroom.gateway.problem.ProblemException;
import chatroom.gateway.routing.Upstream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens requests to services. A process that can not be connected to costs nothing but the try:
/// nothing was sent yet, so the next one is asked, whatever the method.
@Singleton
public final class Dialer {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int CALLS_PER_PROCESS = 512;
    private static final int WAITING_CALLS = 2_000;

    /// Handshakes alone: a connection that became a tunnel is no longer the client's.
    private static final int HANDSHAKES_PER_PROCESS = 256;

    private final Upstreams upstreams;
    private final HttpClient calls;

    /// One for each event loop: what a client opens on a loop stays there.
    private final ThreadLocal<HttpClient> sockets;

    @Inject
    public Dialer(Vertx vertx, Upstreams upstreams) {
        this.upstreams = upstreams;
        var options = new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS);
        this.calls =
                vertx.createHttpClient(
                        new HttpClientOptions(options)
                                .setName("calls")
                                .setKeepAliveTimeout(30)
                                .setMaxWaitQueueSize(WAITING_CALLS),
                        new PoolOptions().setHttp1MaxSize(CALLS_PER_PROCESS));
        this.sockets =
                ThreadLocal.withInitial(() ->
                        vertx.createHttpClient(
                                new HttpClientOptions(options)
                                        .setName("sockets")
                                        .setKeepAliveTimeout(1),
                                new PoolOptions().setHttp1MaxSize(HANDSHAKES_PER_PROCESS)));
    }

    /// A client whose connections are kept for the next call.
    public HttpClient calls() {
        return calls;
    }

    /// Begins a call.
    ///
    /// @return fails with [Problem#UNAVAILABLE] when no process can be reached
    public Future<HttpClientRequest> call(
            Upstream upstream, @Nullable String room, RequestOptions request) {
        return dial(calls, upstreams.candidates(upstream, room), 0, request);
    }

    /// Begins a WebSocket handshake, on a connection that lives on the caller's event loop.
    ///
    /// @return fails with [Problem#UNAVAILABLE] when no process can be reached
    public Future<HttpClientRequest> handshake(
            Upstream upstream, @Nullable String room, RequestOptions request) {
        return dial(sockets.get(), upstreams.candidates(upstream, room), 0, request);
    }

    private Future<HttpClientRequest> dial(
            HttpClient client, List<Origin> candidates, int index, RequestOptions request) {
        if (index == candidates.size()) {
            return Future.failedFuture(new ProblemException(Problem.UNAVAILABLE));
        }
        Origin origin = candidates.get(index);
        return client.request(origin.address(request))
                .onSuccess(connected -> upstreams.reached(origin))
                .recover(failure -> {
                    if (failure instanceof ConnectionPoolTooBusyException) {
                        return Future.failedFuture(new ProblemException(Problem.UNAVAILABLE));
                    }
                    upstreams.unreachable(origin, failure);
                    return dial(client, candidates, index + 1, request);
                });
    }
}
