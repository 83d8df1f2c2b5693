package chatroom.chat.edge;

import chatroom.roomlog.LogUnavailableException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What goes wrong below the resources, as problems. The library's own mapper of 401 was built for
/// another version of the challenge than Quarkus has here, and fails.
final class Failures {

    private static final int BEFORE_THE_LIBRARY = Priorities.USER - 2;

    @ServerExceptionMapper(
            value = {UnauthorizedException.class, AuthenticationFailedException.class},
            priority = BEFORE_THE_LIBRARY)
    public Response unauthenticated(RuntimeException failure, UriInfo uri) {
        return answer(
                HttpProblem.builder(
                                Problems.problem(
                                        401,
                                        "unauthenticated",
                                        "Sign in, and send a valid access token."))
                        .withHeader("WWW-Authenticate", "Bearer")
                        .build(),
                failure,
                uri);
    }

    @ServerExceptionMapper(value = MismatchedInputException.class, priority = BEFORE_THE_LIBRARY)
    public Response mismatched(MismatchedInputException failure, UriInfo uri) {
        return answer(
                Problems.malformed("The request is not of the form that this call takes."),
                failure,
                uri);
    }

    @ServerExceptionMapper(value = LogUnavailableException.class, priority = BEFORE_THE_LIBRARY)
    public Response noLog(LogUnavailableException failure, UriInfo uri) {
        return answer(
                Problems.unavailable("The rooms can not be reached for now: try again."),
                failure,
                uri);
    }

    @ServerExceptionMapper(value = PersistenceException.class, priority = BEFORE_THE_LIBRARY)
    public Response noDatabase(PersistenceException failure, UriInfo uri) {
        return answer(
                Problems.unavailable("What is stored can not be reached for now: try again."),
                failure,
                uri);
    }

    private static Response answer(HttpProblem problem, Throwable failure, UriInfo uri) {
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(failure, uri))
                .toResponse();
    }
}
