package chatroom.gateway.rest;

import chatroom.gateway.problem.Problem;
import chatroom.gateway.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// One call and its answer on their way through.
final class Exchange implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.OPTIONS,
                    HttpMethod.PUT,
                    HttpMethod.DELETE);

    private final RoutingContext ctx;
    private final MultiMap headers;
    private final Buffer body;

    Exchange(RoutingContext ctx, MultiMap headers, Buffer body) {
        this.ctx = ctx;
        this.headers = headers;
        this.body = body;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext proxy) {
        ProxyRequest request = proxy.request();
        request.headers().clear().addAll(headers);
        return send(proxy)
                .recover(failure ->
                        // A kept connection may be closed by the service just as it is
                        // used again.
                        failure instanceof HttpClosedException
                                        && IDEMPOTENT.contains(request.getMethod())
                                ? send(proxy)
                                : Future.failedFuture(failure))
                .recover(failure -> Future.succeededFuture(answer(request, problem(failure))));
    }

    private Future<ProxyResponse> send(ProxyContext proxy) {
        proxy.request().setBody(body.length() == 0 ? null : Body.body(body));
        return proxy.sendRequest();
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext proxy) {
        MultiMap answered = proxy.response().headers();
        // Who may read an answer is decided at the edge alone.
        answered.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"))
                .toList()
                .forEach(answered::remove);
        answered.remove(HttpHeaders.CONNECTION);
        answered.remove("keep-alive");
        if (!answered.contains(HttpHeaders.CACHE_CONTROL)) {
            answered.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return proxy.sendResponse();
    }

    private ProxyResponse answer(ProxyRequest request, Problem problem) {
        Buffer document = problem.document(ctx).toBuffer();
        return request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader("retry-after", "1")
                .setBody(Body.body(document));
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof TimeoutException) {
            return Problem.UPSTREAM_TIMEOUT;
        }
        LOG.warnf("A service broke off a call: %s", failure.toString());
        return Problem.UNAVAILABLE;
    }
}
