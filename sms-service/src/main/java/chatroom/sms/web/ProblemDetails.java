package chatroom.sms.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Gives every problem its type, code and trace id, whoever raised it.
@ApplicationScoped
class ProblemDetails implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(ProblemDetails.class);
    private static final URI NO_PAGE_OF_ITS_OWN = URI.create("about:blank");
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private final HttpServerRequest request;

    @Inject
    ProblemDetails(HttpServerRequest request) {
        this.request = request;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getStatusCode() >= 500 && problem.getStatusCode() != 503) {
            LOG.errorf(context.cause, "%s failed", context.path);
        }
        var complete =
                HttpProblem.builder(problem)
                        .with("trace_id", traceId(request.getHeader("traceparent")));
        if (problem.getType() == null) {
            complete.withType(NO_PAGE_OF_ITS_OWN);
        }
        if (!problem.getParameters().containsKey("code")) {
            complete.with("code", problem.getTitle().toLowerCase(Locale.ROOT).replace(' ', '_'));
        }
        return complete.build();
    }

    private static String traceId(@Nullable String traceparent) {
        if (traceparent != null) {
            Matcher parts = TRACEPARENT.matcher(traceparent);
            if (parts.matches()) {
                return parts.group(1);
            }
        }
        return UUID.randomUUID().toString().replace("-", "");
    }
}
