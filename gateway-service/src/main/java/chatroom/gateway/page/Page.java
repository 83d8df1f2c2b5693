package chatroom.gateway.page;

import chatroom.gateway.problem.Problem;
import chatroom.gateway.routing.RouteTable;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Serves the page: its files, and its index for every path that the page itself makes sense of.
@Singleton
public final class Page implements Handler<RoutingContext> {

    private static final int NOT_MODIFIED = 304;

    private final PageFiles files;

    @Inject
    public Page(PageFiles files) {
        this.files = files;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            ctx.next();
            return;
        }
        PageFile file = files.file(request.path());
        if (file != null) {
            send(ctx, file);
        } else if (isPageRoute(request)) {
            PageFile index = files.file(PageFiles.INDEX);
            if (index == null) {
                Problem.PAGE_NOT_BUILT.send(ctx);
            } else {
                send(ctx, index);
            }
        } else {
            ctx.next();
        }
    }

    private static boolean isPageRoute(HttpServerRequest request) {
        String path = request.path();
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        String lastSegment = path.substring(path.lastIndexOf('/') + 1);
        return path.equals("/")
                || accepted != null
                        && accepted.contains("text/html")
                        && !RouteTable.NOT_PAGES.contains(path.split("/", 3)[1])
                        && lastSegment.indexOf('.') < 0;
    }

    private static void send(RoutingContext ctx, PageFile file) {
        HttpServerRequest request = ctx.request();
        HttpServerResponse response = ctx.response();
        response.putHeader(HttpHeaders.ETAG, file.etag())
                .putHeader(HttpHeaders.CACHE_CONTROL, file.cacheControl())
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (file.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        String encodings = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        Buffer body = file.content();
        if (file.gzip() != null && encodings != null && encodings.contains("gzip")) {
            body = file.gzip();
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
        } else {
            response.end(body);
        }
    }
}
