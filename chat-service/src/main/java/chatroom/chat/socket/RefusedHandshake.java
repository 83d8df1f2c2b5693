package chatroom.chat.socket;

import chatroom.telemetry.TraceId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A handshake that ends with a problem (RFC 9457), as REST answers it.
final class RefusedHandshake extends Exception {

    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final int status;
    private final String code;
    private final String title;
    private final @Nullable Duration retryAfter;

    private RefusedHandshake(
            int status, String code, String title, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.retryAfter = retryAfter;
    }

    static RefusedHandshake badRequest(String code, String detail) {
        return new RefusedHandshake(400, code, "Bad Request", detail, null);
    }

    static RefusedHandshake unauthenticated() {
        return new RefusedHandshake(
                401,
                "unauthenticated",
                "Unauthorized",
                "Sign in, and send a valid access token.",
                null);
    }

    static RefusedHandshake forbidden(String code, String detail) {
        return new RefusedHandshake(403, code, "Forbidden", detail, null);
    }

    static RefusedHandshake noRoom() {
        return new RefusedHandshake(
                404,
                "not_found",
                "Not Found",
                "There is no such room, or it is not yours to see.",
                null);
    }

    static RefusedHandshake tooManySockets() {
        return new RefusedHandshake(
                429,
                "too_many_sockets",
                "Too Many Requests",
                "Close another tab or client first.",
                RETRY_AFTER);
    }

    static RefusedHandshake unavailable(String detail) {
        return new RefusedHandshake(503, "unavailable", "Service Unavailable", detail, RETRY_AFTER);
    }

    int status() {
        return status;
    }

    /// Answers the request. On its event loop.
    void send(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store");
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (retryAfter != null) {
            response.putHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        response.end(
                new JsonObject()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("detail", getMessage())
                        .put("instance", request.path())
                        .put("code", code)
                        .put("trace_id", TraceId.current())
                        .toBuffer());
    }
}
