package chatroom.identity.signin;

import chatroom.identity.account.Account;
import chatroom.identity.account.Accounts;
import chatroom.identity.session.Client;
import chatroom.identity.session.Grant;
import chatroom.identity.session.Sessions;
import chatroom.problems.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// A new access token for a refresh token, which is good for this once.
@Path("/refresh")
@PermitAll
@RunOnVirtualThread
class RefreshResource {

    private final Sessions sessions;
    private final Accounts accounts;
    private final Answers answers;
    private final SessionCookies cookies;

    RefreshResource(Sessions sessions, Accounts accounts, Answers answers, SessionCookies cookies) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.answers = answers;
        this.cookies = cookies;
    }

    /// @param refreshToken what an API client was given; pages send their cookie
    record Refresh(@Size(max = 128) @Nullable String refreshToken) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "refresh", summary = "Trade a refresh token for new tokens")
    @APIResponse(
            responseCode = "200",
            description = "New tokens",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SignedIn.class)))
    @APIResponse(
            responseCode = "401",
            description = "bad_refresh_token; one that was used before ends its session")
    public Response refresh(@Valid @Nullable Refresh given, @Context HttpServerRequest request) {
        String token =
                given != null && given.refreshToken() != null
                        ? given.refreshToken()
                        : SessionCookies.refreshToken(request);
        if (token == null) {
            throw refused(request);
        }
        Grant grant =
                sessions.refresh(token, Client.of(request)).orElseThrow(() -> refused(request));
        Account account =
                accounts.byId(grant.userId())
                        .filter(known -> !known.isDisabled())
                        .orElseThrow(() -> refused(request));
        return answers.grant(Status.OK, account, grant, request);
    }

    /// A page sends its cookie, and nothing else.
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response refresh(@Context HttpServerRequest request) {
        return refresh(null, request);
    }

    private HttpProblem refused(HttpServerRequest request) {
        if (SessionCookies.refreshToken(request) != null) {
            cookies.clear(request);
        }
        return Problems.unauthorized("bad_refresh_token", "This session has ended. Sign in again.");
    }
}
