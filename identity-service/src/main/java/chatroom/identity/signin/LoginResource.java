package chatroom.identity.signin;

import chatroom.identity.account.Account;
import chatroom.identity.account.Accounts;
import chatroom.identity.password.PasswordHasher;
import chatroom.identity.session.Client;
import chatroom.identity.session.Sessions;
import chatroom.problems.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Signing in with a name or an address, and a password.
@Path("/login")
@PermitAll
@RunOnVirtualThread
class LoginResource {

    private final Accounts accounts;
    private final PasswordHasher passwords;
    private final Sessions sessions;
    private final Answers answers;
    private final MeterRegistry meters;

    LoginResource(
            Accounts accounts,
            PasswordHasher passwords,
            Sessions sessions,
            Answers answers,
            MeterRegistry meters) {
        this.meters = meters;
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.answers = answers;
    }

    /// @param username the name or the address
    record Login(
            @NotNull @Size(max = 254) String username,
            @NotNull @Size(max = 1024) String password) {}

    @POST
    @Operation(operationId = "login", summary = "Sign in")
    @APIResponse(
            responseCode = "200",
            description = "Signed in",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SignedIn.class)))
    @APIResponse(
            responseCode = "401",
            description =
                    "bad_credentials, whether there is no such account or the password is wrong")
    @APIResponse(responseCode = "403", description = "account_disabled")
    @APIResponse(responseCode = "503", description = "busy: see Retry-After")
    public Response login(@NotNull @Valid Login login, @Context HttpServerRequest request) {
        Optional<Account> found = accounts.byLogin(login.username());
        String hash = found.map(Account::passwordHash).orElse(null);
        if (!passwords.matches(login.password(), hash)) {
            count("bad_credentials");
            throw Problems.unauthorized(
                    "bad_credentials", "There is no account with that name and that password.");
        }
        Account account = found.orElseThrow();
        if (account.isDisabled()) {
            count("account_disabled");
            throw Problems.of(403, "account_disabled", "An admin has disabled this account.");
        }
        count("ok");
        var grant = sessions.open(account.id(), Client.of(request));
        return answers.grant(Status.OK, account, grant, request);
    }

    private void count(String outcome) {
        meters.counter("identity.logins", "outcome", outcome).increment();
    }
}
