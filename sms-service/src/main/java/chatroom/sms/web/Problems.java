package chatroom.sms.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/// The errors that this service answers with, each under a stable code and with a sentence that
/// says what to do next.
public final class Problems {

    private static final int UNPROCESSABLE = 422;

    private Problems() {}

    /// A call that Twilio did not sign, or not for this address.
    public static HttpProblem badSignature() {
        return problem(
                403,
                "Not signed by Twilio",
                "bad_signature",
                "X-Twilio-Signature does not fit this address and form; PUBLIC_URL and"
                        + " TWILIO_AUTH_TOKEN must be what Twilio knows.");
    }

    /// Something in the request that can not be done.
    public static HttpProblem refused(String code, String detail) {
        return problem(UNPROCESSABLE, "Unprocessable Content", code, detail);
    }

    /// A request of another form than the call takes.
    public static HttpProblem malformed(String detail) {
        return problem(400, "Bad Request", "malformed", detail);
    }

    public static HttpProblem notFound(String code, String detail) {
        return problem(404, "Not Found", code, detail);
    }

    public static HttpProblem conflict(String code, String detail) {
        return problem(409, "Conflict", code, detail);
    }

    /// Something behind this service does not answer now.
    public static HttpProblem unavailable(String detail) {
        return problem(503, "Service Unavailable", "unavailable", detail);
    }

    /// There is no Twilio account.
    public static HttpProblem notConfigured() {
        return problem(
                503,
                "Service Unavailable",
                "sms_not_configured",
                "SMS are not set up here: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and"
                        + " TWILIO_PHONE_NUMBER are not given.");
    }

    /// Too often.
    public static HttpProblem tooMany(String code, String detail, Duration pause) {
        return HttpProblem.builder()
                .withStatus(Status.TOO_MANY_REQUESTS)
                .withTitle("Too Many Requests")
                .withDetail(detail)
                .with("code", code)
                .withHeader("Retry-After", Long.toString(Math.max(1, pause.toSeconds())))
                .build();
    }

    private static HttpProblem problem(int status, String title, String code, String detail) {
        var builder = HttpProblem.builder().withTitle(title).withDetail(detail).with("code", code);
        Status known = Status.fromStatusCode(status);
        return known == null
                ? builder.withStatus(new Unprocessable()).build()
                : builder.withStatus(known).build();
    }

    /// RFC 9110's 422, which the API's own list does not have.
    private record Unprocessable() implements jakarta.ws.rs.core.Response.StatusType {
        @Override
        public int getStatusCode() {
            return UNPROCESSABLE;
        }

        @Override
        public Status.Family getFamily() {
            return Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    }
}
