package chatroom.identity.web;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A database that can not be reached is 503; any other trouble with it is our own fault.
@Provider
@Priority(Priorities.USER - 1)
public final class DatabaseFailures extends ExceptionMapperBase<PersistenceException> {

    @Override
    protected HttpProblem toProblem(PersistenceException failure) {
        return isUnreachable(failure)
                ? Problems.unavailable(
                        "database_unavailable",
                        "Accounts can not be reached just now. Try again in a moment.",
                        Duration.ofSeconds(5))
                : HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR);
    }

    static boolean isUnreachable(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isUnreachable(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /// The pool's time-out has no state; class 08 is the connection, 57P a server that stops, 53
    /// one that is full.
    private static boolean isUnreachable(@Nullable String state) {
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53");
    }
}
