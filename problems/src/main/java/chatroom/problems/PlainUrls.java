package chatroom.problems;

import chatroom.text.PercentEncoding;
import chatroom.text.Text;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses paths and queries with control characters or with escapes that are none, and media types
/// that can not be parsed, before any resource sees them.
public final class PlainUrls {

    @ServerRequestFilter(preMatching = true, priority = 1)
    public void check(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        refusal(PercentEncoding.decodePath(uri.getRawPath()))
                .ifPresent(reason -> {
                    throw refused(Violation.In.path, "path", reason);
                });
        refuseHeader("Content-Type", request::getMediaType);
        refuseHeader("Accept", request::getAcceptableMediaTypes);
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

    /// Whoever asks for these later fails where they can not be parsed.
    private static void refuseHeader(String name, Supplier<?> parsed) {
        try {
            var _ = parsed.get();
        } catch (IllegalArgumentException e) {
            throw refused(Violation.In.header, name, "must be a media type");
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
