package chatroom.sms.web;

import chatroom.problems.Problems;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who calls the API now; only behind `@Authenticated`.
@RequestScoped
public class Caller {

    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    /// The account.
    public UUID id() {
        try {
            return UUID.fromString(token.getSubject());
        } catch (IllegalArgumentException e) {
            throw Problems.malformed("That token names no account: sign in again.");
        }
    }
}
