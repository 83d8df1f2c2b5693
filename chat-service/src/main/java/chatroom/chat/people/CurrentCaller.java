package chatroom.chat.people;

import chatroom.problems.Problems;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who calls the API now.
@RequestScoped
public class CurrentCaller {

    private final JsonWebToken token;

    CurrentCaller(JsonWebToken token) {
        this.token = token;
    }

    /// The account; only behind `@Authenticated`.
    public Caller.Account account() {
        try {
            return Tokens.account(token);
        } catch (IllegalArgumentException e) {
            throw Problems.unauthorized("bad_token", "Sign in again.");
        }
    }

    /// Whether a token came with the call.
    public boolean isSignedIn() {
        return token.getRawToken() != null;
    }
}
