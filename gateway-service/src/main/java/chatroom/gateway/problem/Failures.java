package chatroom.gateway.problem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Turns what a handler failed with into a problem document.
@Singleton
public final class Failures implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    @Override
    public void handle(RoutingContext ctx) {
        Problem problem = problem(ctx);
        if (problem == Problem.BAD_REQUEST) {
            // Nobody knows where the next request on this connection begins.
            ctx.response().putHeader(HttpHeaders.CONNECTION, "close");
            ctx.addEndHandler(answered -> ctx.request().connection().close());
        }
        problem.send(ctx);
    }

    private static Problem problem(RoutingContext ctx) {
        if (ctx.failure() instanceof ProblemException known) {
            return known.problem();
        }
        // Only the library's CORS handler fails with a bare 403.
        if (ctx.statusCode() == 403) {
            return Problem.ORIGIN_NOT_ALLOWED;
        }
        // The router gives up like this on a target that is no path, and on a request without Host.
        if (ctx.statusCode() >= 400 && ctx.statusCode() < 500) {
            return Problem.BAD_REQUEST;
        }
        LOG.error("Request failed", ctx.failure());
        return Problem.INTERNAL;
    }
}
