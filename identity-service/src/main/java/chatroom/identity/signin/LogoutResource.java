package chatroom.identity.signin;

import chatroom.identity.session.Sessions;
import chatroom.identity.token.AccessTokens;
import chatroom.problems.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Ends a session, everywhere. Whoever holds any token of it may, be that token expired.
@Path("/logout")
@PermitAll
@RunOnVirtualThread
class LogoutResource {

    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final AccessTokens tokens;
    private final SessionCookies cookies;

    LogoutResource(Sessions sessions, AccessTokens tokens, SessionCookies cookies) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.cookies = cookies;
    }

    /// @param refreshToken for API clients that have no access token any more
    record Logout(@Size(max = 128) @Nullable String refreshToken) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "logout", summary = "End the session")
    @APIResponse(responseCode = "204", description = "Ended, now or before")
    @APIResponse(responseCode = "401", description = "unauthenticated: no token of a session")
    public void logout(@Valid @Nullable Logout given, @Context HttpServerRequest request) {
        // First: a page that holds nothing of use is to be rid of it all the same.
        cookies.clear(request);
        UUID session =
                byRefreshToken(given)
                        .or(() -> byAccessToken(request))
                        .orElseThrow(() ->
                                Problems.unauthorized(
                                        "unauthenticated",
                                        "There is no session to end: send one of its"
                                                + " tokens."));
        sessions.end(session);
    }

    /// By the access token alone.
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public void logout(@Context HttpServerRequest request) {
        logout(null, request);
    }

    private Optional<UUID> byRefreshToken(@Nullable Logout given) {
        return Optional.ofNullable(given).map(Logout::refreshToken).flatMap(sessions::ofToken);
    }

    private Optional<UUID> byAccessToken(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(BEARER)
                ? tokens.sessionToEnd(header.substring(BEARER.length()))
                : Optional.empty();
    }
}
