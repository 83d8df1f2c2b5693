package chatroom.sms.web;

import chatroom.telemetry.TraceId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import org.jboss.logging.Logger;

/// Gives every problem its type, code and trace id, whoever raised it.
@ApplicationScoped
class ProblemDetails implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(ProblemDetails.class);
    private static final URI NO_PAGE_OF_ITS_OWN = URI.create("about:blank");

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getStatusCode() >= 500 && problem.getStatusCode() != 503) {
            LOG.errorf(context.cause, "%s failed", context.path);
        }
        var complete = HttpProblem.builder(problem).with("trace_id", TraceId.current());
        if (problem.getType() == null) {
            complete.withType(NO_PAGE_OF_ITS_OWN);
        }
        if (!problem.getParameters().containsKey("code")) {
            complete.with("code", problem.getTitle().toLowerCase(Locale.ROOT).replace(' ', '_'));
        }
        return complete.build();
    }
}
