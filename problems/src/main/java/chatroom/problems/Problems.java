package chatroom.problems;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;

/// Makes problems. A code is stable, for programs; the detail is for people.
public final class Problems {

    private Problems() {}

    /// @param status from 400 to 599
    /// @param code name of what went wrong, in snake_case
    /// @param detail what to do next
    public static HttpProblem of(int status, String code, String detail) {
        return builder(status, code, detail).build();
    }

    /// 401, with the challenge that HTTP asks for.
    public static HttpProblem unauthorized(String code, String detail) {
        return builder(401, code, detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    /// 401, for who sent no token, or none that is good.
    public static HttpProblem unauthenticated() {
        return unauthorized("unauthenticated", "Sign in, and send a valid access token.");
    }

    /// 400, for a request of another form than the call takes.
    public static HttpProblem malformed(String detail) {
        return of(400, "malformed", detail);
    }

    /// 400, for a field that breaks the rules.
    ///
    /// @param violation which field, and what it must be
    public static HttpProblem violation(Violation violation) {
        return builder(400, "malformed", "The request is not of the form that this call takes.")
                .with("violations", List.of(violation))
                .build();
    }

    /// 400, for a field of a form.
    ///
    /// @param reason completes a sentence that begins with the field's name
    public static HttpProblem violation(String formField, String reason) {
        return violation(Violation.In.form.field(formField).message(reason));
    }

    /// 429.

    /// @param retryAfter when it may be tried again; in whole seconds, at least one
    public static HttpProblem tooMany(String code, String detail, Duration retryAfter) {
        return later(429, code, detail, retryAfter);
    }

    /// 503, for what is behind this service and does not answer now.
    ///
    /// @param retryAfter when it may be tried again; in whole seconds, at least one
    public static HttpProblem unavailable(String code, String detail, Duration retryAfter) {
        return later(503, code, detail, retryAfter);
    }

    private static HttpProblem later(int status, String code, String detail, Duration retryAfter) {
        return builder(status, code, detail)
                .withHeader(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
                .build();
    }

    private static HttpProblem.Builder builder(int status, String code, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title(status))
                .withDetail(detail)
                .with("code", code);
    }

    /// The API's own list lacks RFC 9110's 422.
    private static String title(int status) {
        Status known = Status.fromStatusCode(status);
        return known == null ? "Unprocessable Content" : known.getReasonPhrase();
    }
}
