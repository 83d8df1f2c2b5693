package chatroom.identity.signin;

import chatroom.identity.IdentitySettings;
import chatroom.identity.account.Account;
import chatroom.identity.account.User;
import chatroom.identity.session.Grant;
import chatroom.identity.token.AccessTokens;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/// Hands out a session: to a page in cookies that no script can read, to an API client in the body.
/// One or the other, never both.
@ApplicationScoped
class Answers {

    private final AccessTokens tokens;
    private final SessionCookies cookies;
    private final IdentitySettings settings;

    Answers(AccessTokens tokens, SessionCookies cookies, IdentitySettings settings) {
        this.tokens = tokens;
        this.cookies = cookies;
        this.settings = settings;
    }

    Response grant(Status status, Account account, Grant grant, HttpServerRequest request) {
        String token =
                tokens.issue(
                        account.id(), account.username(), account.isAdmin(), grant.sessionId());
        boolean isPage = isPage(request);
        if (isPage) {
            cookies.set(request, token, grant.refreshToken());
        }
        var answer =
                new SignedIn(
                        isPage ? null : token,
                        "Bearer",
                        settings.accessTokenLife().toSeconds(),
                        isPage ? null : grant.refreshToken(),
                        User.of(account));
        return Response.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(answer)
                .build();
    }

    /// Browsers say where a request starts, in one header or the other, and scripts can not keep
    /// them from it.
    private static boolean isPage(HttpServerRequest request) {
        return request.getHeader("Sec-Fetch-Site") != null || request.getHeader("Origin") != null;
    }
}
