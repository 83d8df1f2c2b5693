package chatroom.gateway.http;

import chatroom.gateway.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// Refuses what RFC 9112 calls an error: a request without exactly one Host, with a target that is
/// no path, or with a transfer coding that is not understood. Its connection is closed, for nobody
/// knows where the next request on it begins.
public final class StrictRequests implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext ctx) {
        if (isSound(ctx.request())) {
            ctx.next();
        } else {
            refuse(ctx);
        }
    }

    private static void refuse(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.CONNECTION, "close");
        ctx.addEndHandler(answered -> ctx.request().connection().close());
        Problem.BAD_REQUEST.send(ctx);
    }

    private static boolean isSound(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        List<String> lengths = request.headers().getAll(HttpHeaders.CONTENT_LENGTH);
        boolean hostIsClear =
                hosts.size() == 1 || hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0;
        boolean bodyIsClear =
                lengths.size() <= 1
                        && (codings.isEmpty()
                                || lengths.isEmpty()
                                        && codings.size() == 1
                                        && codings.getFirst().equalsIgnoreCase("chunked"));
        String target = request.uri();
        return hostIsClear && bodyIsClear && target != null && target.startsWith("/");
    }
}
