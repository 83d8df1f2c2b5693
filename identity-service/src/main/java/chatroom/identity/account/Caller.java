package chatroom.identity.account;

import chatroom.identity.session.Sessions;
import chatroom.problems.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who calls, by the access token, as far as the database still agrees with it.
@RequestScoped
public class Caller {

    private final JsonWebToken token;
    private final Accounts accounts;
    private final Sessions sessions;

    Caller(JsonWebToken token, Accounts accounts, Sessions sessions) {
        this.token = token;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /// @throws HttpProblem 401 where the session has ended, or the account is gone or disabled; 403
    ///   for a service that acts for somebody: it has no business with their account
    public Account account() {
        if (token.containsClaim("act")) {
            throw Problems.of(403, "forbidden", "A service may not do this in your name.");
        }
        UUID userId = UUID.fromString(token.getSubject());
        if (!sessions.isLive(userId, sessionId())) {
            throw signInAgain();
        }
        return accounts.byId(userId)
                .filter(account -> !account.isDisabled())
                .orElseThrow(Caller::signInAgain);
    }

    /// @throws HttpProblem 403 where the caller is no admin, or no longer; 401 as above
    Account admin() {
        Account account = account();
        if (!account.isAdmin()) {
            throw Problems.of(403, "forbidden", "This is for admins.");
        }
        return account;
    }

    public UUID sessionId() {
        return UUID.fromString(token.getClaim("sid"));
    }

    private static HttpProblem signInAgain() {
        return Problems.unauthorized("session_ended", "This session has ended. Sign in again.");
    }
}
