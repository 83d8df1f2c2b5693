package chatroom.identity.web;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// No token, or none that is good. The library's own mapper of these was built for another version
/// of the challenge than Quarkus has here, and fails.
final class SecurityFailures {

    private static final int BEFORE_THE_LIBRARY = Priorities.USER - 2;

    private static final HttpProblem UNAUTHENTICATED =
            Problems.unauthorized("unauthenticated", "Sign in, and send a valid access token.");

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = BEFORE_THE_LIBRARY)
    public Response noToken(UnauthorizedException failure, UriInfo uri) {
        return answer(failure, uri);
    }

    @ServerExceptionMapper(
            value = AuthenticationFailedException.class,
            priority = BEFORE_THE_LIBRARY)
    public Response badToken(AuthenticationFailedException failure, UriInfo uri) {
        return answer(failure, uri);
    }

    private static Response answer(Throwable failure, UriInfo uri) {
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(UNAUTHENTICATED, ProblemContext.of(failure, uri))
                .toResponse();
    }
}
