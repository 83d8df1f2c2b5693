package chatroom.ai.api;

import chatroom.telemetry.TraceId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Tells who sent no token, or none that is good, what to do. (The problem library's own mappers of
/// these exceptions do not fit this Quarkus: they end in a 500.)
final class Unauthenticated {

    /// Before those of the library.
    private static final int FIRST = 1;

    @ServerExceptionMapper(
            value = {AuthenticationFailedException.class, UnauthorizedException.class},
            priority = FIRST)
    public Response unauthenticated() {
        return problem().toResponse();
    }

    static HttpProblem problem() {
        return HttpProblem.builder()
                .withStatus(Response.Status.UNAUTHORIZED)
                .withTitle("Unauthorized")
                .withDetail("Sign in, and send a valid access token.")
                .with("code", "unauthenticated")
                .with("trace_id", TraceId.current())
                .withHeader("WWW-Authenticate", "Bearer")
                .build();
    }
}
