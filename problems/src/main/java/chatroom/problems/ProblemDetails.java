package chatroom.problems;

import chatroom.telemetry.TraceId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jboss.logging.Logger;

/// Gives every problem its type, code and trace id, whoever raised it.
@ApplicationScoped
final class ProblemDetails implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(ProblemDetails.class);
    private static final URI NO_PAGE_OF_ITS_OWN = URI.create("about:blank");

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        log(problem, context);
        var complete = HttpProblem.builder(problem).with("trace_id", TraceId.current());
        if (problem.getType() == null) {
            complete.withType(NO_PAGE_OF_ITS_OWN);
        }
        if (!problem.getParameters().containsKey("code")) {
            complete.with("code", code(problem.getStatusCode()));
            // What parsers and frameworks say names classes, and quotes what was sent.
            complete.withDetail(detail(problem.getStatusCode()));
        }
        return complete.build();
    }

    /// What a client did wrong is its own affair, and may quote what it sent.
    private static void log(HttpProblem problem, ProblemContext context) {
        if (problem.getStatusCode() == 503) {
            LOG.warnf("%s answers 503: %s", context.path, context.cause);
        } else if (problem.getStatusCode() >= 500) {
            LOG.errorf(context.cause, "%s failed", context.path);
        }
    }

    private static String code(int status) {
        return switch (status) {
            case 400 -> "malformed";
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "too_large";
            case 415 -> "unsupported_media_type";
            case 422 -> "invalid";
            case 503 -> "unavailable";
            default -> status < 500 ? "refused" : "internal";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request is not of the form that this call takes.";
            case 401 -> "Sign in, and send a valid access token.";
            case 403 -> "Your account may not do this.";
            case 404 -> "There is nothing here, or it is not yours to see.";
            case 415 -> "Send the body as application/json.";
            case 422 -> "Mend what the violations name, and send it again.";
            default ->
                    status < 500
                            ? "This call does not take such a request."
                            : "Something failed here. Try again later; the trace id finds it.";
        };
    }
}
