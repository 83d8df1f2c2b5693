package chatroom.identity.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/// Refusals as RFC 9457 problem details. A code is stable; the detail is for people.
public final class Problems {

    private Problems() {}

    /// @param code stable name of what went wrong, in snake_case
    /// @param detail what to do next, for people
    public static HttpProblem of(Status status, String code, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .with("code", code)
                .build();
    }

    /// 401, with the challenge that HTTP asks for.
    public static HttpProblem unauthorized(String code, String detail) {
        return HttpProblem.builder(of(Status.UNAUTHORIZED, code, detail))
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    /// 503, with when to come back.
    public static HttpProblem unavailable(String code, String detail, Duration retryAfter) {
        return HttpProblem.builder(of(Status.SERVICE_UNAVAILABLE, code, detail))
                .withHeader(HttpHeaders.RETRY_AFTER, retryAfter.toSeconds())
                .build();
    }
}
