package chatroom.gateway.problem;

import chatroom.telemetry.TraceId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/// An error that the gateway answers with itself, as RFC 9457 problem details. Errors of the
/// services pass through untouched.
public enum Problem {
    BAD_REQUEST(400, "Bad request", "The request is not sound HTTP."),
    BAD_PATH(400, "Bad path", "The path has dot segments, doubled slashes or needless escapes."),
    ORIGIN_NOT_ALLOWED(403, "Origin not allowed", "ALLOWED_ORIGINS does not name this origin."),
    ORIGIN_MISSING(
            403,
            "Origin missing",
            "A socket opened with a cookie needs the Origin header; programs send a bearer token."),
    CSRF(
            403,
            "CSRF token missing or wrong",
            "Send the value of the cookie csrf_token in the header X-CSRF-Token."),
    NOT_FOUND(404, "Not found", "There is nothing here."),
    PAGE_NOT_BUILT(
            404,
            "The page was not built",
            "This gateway was built without Node 20 or newer; its API works."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "This path takes another method."),
    BODY_TIMEOUT(408, "Body too slow", "The request's body did not arrive in time."),
    TOO_LARGE(413, "Too large", "The request's body is larger than this path takes."),
    UPGRADE_REQUIRED(426, "WebSocket only", "Open this path as a WebSocket."),
    INTERNAL(500, "Internal error", "The gateway failed; its log knows the trace_id."),
    UNAVAILABLE(503, "Service unavailable", "The service behind this path can not be reached."),
    UPSTREAM_TIMEOUT(504, "Service too slow", "The service behind this path did not answer.");

    private final int status;
    private final String title;
    private final String detail;

    Problem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// The stable name for programs.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The problem's document for this request.
    public JsonObject document(RoutingContext ctx) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", ctx.request().path())
                .put("code", code())
                .put("trace_id", TraceId.current());
    }

    /// Answers the request with this problem, unless an answer is already on its way.
    public void send(RoutingContext ctx) {
        var response = ctx.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        if (status == 503) {
            response.putHeader("retry-after", "1");
        }
        var body = document(ctx).toBuffer();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (ctx.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
        } else {
            response.end(body);
        }
    }
}
