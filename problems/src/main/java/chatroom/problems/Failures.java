package chatroom.problems;

import chatroom.problems.JsonStrings.RefusedStringException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.quarkus.arc.ArcUndeclaredThrowableException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What goes wrong below the resources, as problems.
public final class Failures {

    private static final int BEFORE_THE_LIBRARY = Priorities.USER - 2;

    /// The library's own mappers of these were built for another version of the challenge than
    /// Quarkus has here, and fail.
    @ServerExceptionMapper(
            value = {UnauthorizedException.class, AuthenticationFailedException.class},
            priority = BEFORE_THE_LIBRARY)
    public Response unauthenticated(RuntimeException failure, UriInfo uri) {
        return answer(Problems.unauthenticated(), failure, uri);
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = BEFORE_THE_LIBRARY)
    public Response forbidden(ForbiddenException failure, UriInfo uri) {
        return answer(HttpProblem.valueOf(Response.Status.FORBIDDEN), failure, uri);
    }

    /// JSON of another shape than was asked for, with the field named.
    @ServerExceptionMapper(
            value = {
                MismatchedInputException.class,
                InvalidFormatException.class,
                RefusedStringException.class
            },
            priority = BEFORE_THE_LIBRARY)
    public Response mismatched(MismatchedInputException failure, UriInfo uri) {
        String reason =
                failure instanceof RefusedStringException refused
                        ? refused.getOriginalMessage()
                        : "must have the form that this call takes";
        return answer(
                Problems.violation(Violation.In.body.field(field(failure)).message(reason)),
                failure,
                uri);
    }

    /// A body that is no JSON at all: no text in any encoding, or a value that no type can hold.
    @ServerExceptionMapper(
            value = {JsonProcessingException.class, CharConversionException.class},
            priority = BEFORE_THE_LIBRARY)
    public Response noJson(IOException failure, UriInfo uri) {
        return answer(HttpProblem.valueOf(Response.Status.BAD_REQUEST), failure, uri);
    }

    /// The path of the field, such as `personas[2]`.
    private static String field(JsonMappingException failure) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    /// A database that can not be reached is 503; any other trouble with it is our own fault. What
    /// can not be declared is the failure of a commit.
    @ServerExceptionMapper(
            value = {
                PersistenceException.class,
                SQLException.class,
                ArcUndeclaredThrowableException.class
            },
            priority = BEFORE_THE_LIBRARY)
    public Response database(Exception failure, UriInfo uri) {
        return answer(
                Unreachable.database(failure)
                        ? Problems.unavailable(
                                "unavailable",
                                "What is stored can not be reached just now. Try again in a moment.",
                                Duration.ofSeconds(2))
                        : HttpProblem.valueOf(Response.Status.INTERNAL_SERVER_ERROR),
                failure,
                uri);
    }

    /// The answer to a request that failed, with all that every problem has.
    public static Response answer(HttpProblem problem, Throwable failure, UriInfo uri) {
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(failure, uri))
                .toResponse();
    }
}
