package chatroom.chat.edge;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/// The refusals of this service, each under a stable code and with a sentence that says what to do
/// next.
public final class Problems {

    private Problems() {}

    public static HttpProblem notFound(String what) {
        return problem(
                404, "not_found", "There is no such " + what + ", or it is not yours to see.");
    }

    public static HttpProblem forbidden(String code, String detail) {
        return problem(403, code, detail);
    }

    public static HttpProblem malformed(String detail) {
        return problem(400, "malformed", detail);
    }

    public static HttpProblem conflict(String code, String detail) {
        return problem(409, code, detail);
    }

    public static HttpProblem unavailable(String detail) {
        return HttpProblem.builder()
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withTitle(Status.SERVICE_UNAVAILABLE.getReasonPhrase())
                .withDetail(detail)
                .with("code", "unavailable")
                .withHeader("Retry-After", "2")
                .build();
    }

    /// A refusal with a code.
    public static HttpProblem problem(int status, String code, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(
                        Status.fromStatusCode(status) == null
                                ? code
                                : Status.fromStatusCode(status).getReasonPhrase())
                .withDetail(detail)
                .with("code", code)
                .build();
    }
}
