package chatroom.chat.edge;

import chatroom.problems.Failures;
import chatroom.problems.Problems;
import chatroom.roomlog.LogUnavailableException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// A room log that does not answer is 503.
final class LogFailures {

    @ServerExceptionMapper
    public Response unavailable(LogUnavailableException failure, UriInfo uri) {
        return Failures.answer(
                Problems.unavailable(
                        "unavailable",
                        "The rooms can not be reached for now: try again.",
                        Duration.ofSeconds(2)),
                failure,
                uri);
    }
}
