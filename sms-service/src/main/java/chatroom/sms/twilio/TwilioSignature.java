package chatroom.sms.twilio;

import chatroom.problems.Problems;
import com.twilio.security.RequestValidator;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells Twilio's calls from everybody else's, by the signature over the public address and every
/// parameter. Headers of proxies take no part: the address is `PUBLIC_URL`.
@Singleton
public final class TwilioSignature {

    private static final Logger LOG = Logger.getLogger(TwilioSignature.class);

    private final String publicUrl;
    private final @Nullable RequestValidator validator;
    private final AtomicBoolean told = new AtomicBoolean();

    @Inject
    public TwilioSignature(
            @ConfigProperty(name = "PUBLIC_URL") String publicUrl,
            @ConfigProperty(name = "TWILIO_AUTH_TOKEN") Optional<String> authToken) {
        this.publicUrl = publicUrl.strip().replaceAll("/+$", "");
        this.validator =
                authToken
                        .map(String::strip)
                        .filter(token -> !token.isEmpty())
                        .map(RequestValidator::new)
                        .orElse(null);
    }

    /// Lets nobody else's calls through.
    ///
    /// @throws HttpProblem 403 `bad_signature`
    public void check(SignedRequest request) {
        if (!isGood(request)) {
            throw Problems.of(
                    403,
                    "bad_signature",
                    "X-Twilio-Signature does not fit this address and form; PUBLIC_URL and"
                            + " TWILIO_AUTH_TOKEN must be what Twilio knows.");
        }
    }

    /// Whether Twilio sent this; without `TWILIO_AUTH_TOKEN` nothing counts as Twilio's.
    public boolean isGood(SignedRequest request) {
        if (validator == null) {
            if (told.compareAndSet(false, true)) {
                LOG.warn("TWILIO_AUTH_TOKEN is not set: every call of Twilio's is refused");
            }
            return false;
        }
        return request.signature() != null
                && validator.validate(
                        publicUrl + request.pathAndQuery(),
                        request.toBeSigned(),
                        request.signature());
    }
}
