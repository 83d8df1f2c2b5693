package chatroom.sms.web;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Tells who sent no token, or none that is good, what to do. (The problem library's own mapper of
/// 401 does not fit this Quarkus: it ends in a 500.)
final class Unauthenticated {

    /// Before those of the library.
    private static final int FIRST = 1;

    @ServerExceptionMapper(
            value = {AuthenticationFailedException.class, UnauthorizedException.class},
            priority = FIRST)
    public Response unauthenticated(RuntimeException failure, UriInfo uri) {
        return answer(
                HttpProblem.builder()
                        .withStatus(Response.Status.UNAUTHORIZED)
                        .withTitle("Unauthorized")
                        .withDetail("Sign in, and send a valid access token.")
                        .with("code", "unauthenticated")
                        .withHeader("WWW-Authenticate", "Bearer")
                        .build(),
                failure,
                uri);
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = FIRST)
    public Response forbidden(RuntimeException failure, UriInfo uri) {
        return answer(
                HttpProblem.builder()
                        .withStatus(Response.Status.FORBIDDEN)
                        .withTitle("Forbidden")
                        .withDetail("Only an admin may do this.")
                        .with("code", "forbidden")
                        .build(),
                failure,
                uri);
    }

    private static Response answer(HttpProblem problem, Throwable failure, UriInfo uri) {
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(failure, uri))
                .toResponse();
    }
}
