package chatroom.identity.acting;

import chatroom.identity.IdentitySettings;
import chatroom.problems.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The credential of sms-service: HTTP Basic with its name and `SMS_SERVICE_SECRET`.
@ApplicationScoped
class ServiceSecret {

    static final String SMS_SERVICE = "sms-service";

    private static final String SCHEME = "Basic ";

    private final Optional<String> secret;

    ServiceSecret(IdentitySettings settings) {
        this.secret = settings.smsServiceSecret().filter(given -> !given.isBlank());
    }

    /// @throws HttpProblem 401 where the header does not hold the credential; 404 where no service
    ///   may act for others here
    void demand(@Nullable String authorization) {
        String expected =
                secret.orElseThrow(() -> Problems.of(404, "not_found", "There is nothing here."));
        if (!equal(given(authorization), (SMS_SERVICE + ":" + expected))) {
            throw HttpProblem.builder(
                            Problems.of(
                                    401, "unauthenticated", "This call is for sms-service alone."))
                    .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"services\"")
                    .build();
        }
    }

    private static String given(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "";
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
            return new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// Takes the same time whatever they have in common: digests of one length are compared.
    private static boolean equal(String given, String expected) {
        return MessageDigest.isEqual(digest(given), digest(expected));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
