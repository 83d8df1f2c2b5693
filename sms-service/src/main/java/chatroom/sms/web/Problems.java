package chatroom.sms.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/// The errors that this service answers with.
public final class Problems {

    private Problems() {}

    /// A call that Twilio did not sign, or not for this address.
    public static HttpProblem badSignature() {
        return HttpProblem.builder()
                .withStatus(Status.FORBIDDEN)
                .withTitle("Not signed by Twilio")
                .withDetail(
                        "X-Twilio-Signature does not fit this address and form; PUBLIC_URL and"
                                + " TWILIO_AUTH_TOKEN must be what Twilio knows.")
                .with("code", "bad_signature")
                .build();
    }
}
