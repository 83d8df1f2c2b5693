package chatroom.problems;

import chatroom.text.PercentEncoding;
import chatroom.text.Text;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses paths and queries with control characters or with escapes that are none, before any
/// resource sees them.
public final class PlainUrls {

    @ServerRequestFilter(preMatching = true, priority = 1)
    public void check(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        refusal(PercentEncoding.decodePath(uri.getRawPath()))
                .ifPresent(reason -> {
                    throw refused(Violation.In.path, "path", reason);
                });
        String query = uri.getRawQuery();
        if (query == null) {
            return;
        }
        for (var parameter : PercentEncoding.parameters(query)) {
            refusal(parameter.value())
                    .ifPresent(reason -> {
                        throw refused(Violation.In.query, Text.clean(parameter.name()), reason);
                    });
        }
    }

    private static Optional<String> refusal(Optional<String> decoded) {
        return decoded.isEmpty()
                ? Optional.of("must be percent-encoded UTF-8")
                : Text.refusal(decoded.get());
    }

    private static HttpProblem refused(Violation.In in, String field, String reason) {
        return Problems.violation(in.field(field).message(reason));
    }
}
