package chatroom.gateway.rest;

import chatroom.gateway.problem.Problem;
import chatroom.gateway.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// Takes in a request's body whole before a service hears of it: no service waits for a slow
/// sender, and a call whose connection broke can be repeated.
final class RequestBody {

    private static final long MILLIS = 20_000;

    /// How much of a body that is too large is read on, so that the sender gets to read why.
    private static final int PATIENCE = 1024 * 1024;

    private final Promise<Buffer> result = Promise.promise();
    private final HttpServerRequest request;
    private final int limit;
    private final Buffer body = Buffer.buffer();
    private long received;

    private RequestBody(HttpServerRequest request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    /// Reads it.
    ///
    /// @param limit in bytes
    /// @return empty where there is none; fails with [Problem#TOO_LARGE] or [Problem#BODY_TIMEOUT],
    ///   the connection is then of no further use
    static Future<Buffer> read(Vertx vertx, HttpServerRequest request, int limit) {
        return new RequestBody(request, limit).read(vertx);
    }

    private Future<Buffer> read(Vertx vertx) {
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean tooLarge = announced != null && length(announced) > limit;
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            if (tooLarge) {
                return Future.failedFuture(new ProblemException(Problem.TOO_LARGE));
            }
            request.response().writeContinue();
        }
        long timer = vertx.setTimer(MILLIS, late -> fail(Problem.BODY_TIMEOUT));
        request.handler(this::take);
        request.endHandler(end -> {
            if (received > limit) {
                fail(Problem.TOO_LARGE);
            } else {
                result.tryComplete(body);
            }
        });
        request.exceptionHandler(result::tryFail);
        request.resume();
        return result.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void take(Buffer piece) {
        received += piece.length();
        if (received <= limit) {
            body.appendBuffer(piece);
        } else if (received > PATIENCE) {
            fail(Problem.TOO_LARGE);
        }
    }

    private void fail(Problem problem) {
        result.tryFail(new ProblemException(problem));
    }

    private static long length(String announced) {
        try {
            return Long.parseLong(announced);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
