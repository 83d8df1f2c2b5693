package chatroom.ai.api;

import chatroom.telemetry.TraceId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/// Gives every problem its type, code and trace id, whoever raised it.
@ApplicationScoped
class ProblemDetails implements ProblemPostProcessor {

    private static final URI NO_PAGE_OF_ITS_OWN = URI.create("about:blank");

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        var complete = HttpProblem.builder(problem);
        if (!problem.getParameters().containsKey("trace_id")) {
            complete.with("trace_id", TraceId.current());
        }
        if (problem.getType() == null) {
            complete.withType(NO_PAGE_OF_ITS_OWN);
        }
        if (!problem.getParameters().containsKey("code")) {
            complete.with("code", code(problem.getStatusCode()));
        }
        return complete.build();
    }

    /// Before the one that logs.
    @Override
    public int priority() {
        return 200;
    }

    private static String code(int status) {
        return switch (status) {
            case 400 -> "malformed";
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 503 -> "unavailable";
            default -> status < 500 ? "refused" : "internal";
        };
    }
}
