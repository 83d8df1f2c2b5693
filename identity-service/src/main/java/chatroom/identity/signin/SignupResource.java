package chatroom.identity.signin;

import chatroom.identity.account.Account;
import chatroom.identity.account.Accounts;
import chatroom.identity.account.Username;
import chatroom.identity.password.GoodPassword;
import chatroom.identity.password.PasswordHasher;
import chatroom.identity.session.Client;
import chatroom.identity.session.Sessions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Signing up, which signs in as well.
@Path("/signup")
@PermitAll
@RunOnVirtualThread
class SignupResource {

    private final Accounts accounts;
    private final PasswordHasher passwords;
    private final Sessions sessions;
    private final Answers answers;

    SignupResource(
            Accounts accounts, PasswordHasher passwords, Sessions sessions, Answers answers) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.answers = answers;
    }

    /// What somebody may say of a new account; nothing else that is sent has an effect.
    @GoodPassword
    record Signup(
            @NotNull @Username String username,
            @NotNull @Email @Size(max = 254) String email,
            @NotNull String password)
            implements GoodPassword.Wish {}

    @POST
    @Operation(operationId = "signup", summary = "Make an account and sign in")
    @APIResponse(
            responseCode = "201",
            description = "The account, signed in",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SignedIn.class)))
    @APIResponse(responseCode = "409", description = "username_taken, email_taken")
    @APIResponse(responseCode = "422", description = "weak_password: see violations")
    @APIResponse(responseCode = "503", description = "busy: see Retry-After")
    public Response signup(@NotNull @Valid Signup wanted, @Context HttpServerRequest request) {
        // Asked before as well: a hash is too dear for a name that is taken anyway.
        accounts.refuseTaken(wanted.username(), wanted.email());
        String hash = passwords.hash(wanted.password());
        Account account = accounts.create(wanted.username(), wanted.email(), hash, false);
        var grant = sessions.open(account.id(), Client.of(request));
        return answers.grant(Status.CREATED, account, grant, request);
    }
}
