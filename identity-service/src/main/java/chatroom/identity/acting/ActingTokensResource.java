package chatroom.identity.acting;

import chatroom.identity.account.Account;
import chatroom.identity.account.Accounts;
import chatroom.identity.token.AccessTokens;
import chatroom.problems.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.Cache;
import org.jspecify.annotations.Nullable;

/// Who writes from a phone is not signed in there; sms-service, which knows the phone, gets a token
/// for them here. The gateway does not hand this path on.
@Path("/internal/tokens")
@PermitAll
@RunOnVirtualThread
class ActingTokensResource {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final ServiceSecret secret;
    private final Accounts accounts;
    private final AccessTokens tokens;

    ActingTokensResource(ServiceSecret secret, Accounts accounts, AccessTokens tokens) {
        this.secret = secret;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    record Wanted(@NotNull UUID userId) {}

    record Acted(UUID id, String username) {}

    /// @param expiresIn seconds
    record ActingToken(String accessToken, String tokenType, long expiresIn, Acted user) {}

    @POST
    @Cache(noStore = true)
    @Operation(
            operationId = "actingToken",
            summary = "A token with which sms-service posts for a phone's owner")
    public ActingToken issue(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Valid @NotNull Wanted wanted) {
        secret.demand(authorization);
        Account account =
                accounts.byId(wanted.userId())
                        .orElseThrow(() ->
                                Problems.of(
                                        404,
                                        "not_found",
                                        "There is no such account, or no longer."));
        if (account.isDisabled()) {
            throw Problems.of(403, "account_disabled", "That account has been disabled.");
        }
        return new ActingToken(
                tokens.issueToActFor(
                        account.id(), account.username(), ServiceSecret.SMS_SERVICE, LIFE),
                "Bearer",
                LIFE.toSeconds(),
                new Acted(account.id(), account.username()));
    }
}
