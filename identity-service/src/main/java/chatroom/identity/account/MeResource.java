package chatroom.identity.account;

import chatroom.identity.password.PasswordHasher;
import chatroom.problems.Problems;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// One's own account.
@Path("/api/me")
@Authenticated
@RunOnVirtualThread
class MeResource {

    private final Caller caller;
    private final Accounts accounts;
    private final PasswordHasher passwords;

    MeResource(Caller caller, Accounts accounts, PasswordHasher passwords) {
        this.caller = caller;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /// What to change; what is left out stays.
    ///
    /// @param currentPassword needed for a new address, which is what an account is won back with
    record Change(
            @Username @Nullable String username,
            @Email @Size(max = 254) @Nullable String email,
            @Size(max = 1024) @Nullable String currentPassword) {}

    @GET
    @Operation(operationId = "me", summary = "One's own account")
    public User me() {
        return User.of(caller.account());
    }

    @PATCH
    @Operation(
            operationId = "changeMe",
            summary = "Change one's name or address; tokens carry a new name from the next refresh")
    public User change(@NotNull @Valid Change wanted) {
        Account account = caller.account();
        if (wanted.email() != null && !isPasswordOf(account, wanted.currentPassword())) {
            throw Problems.of(
                    403,
                    "wrong_password",
                    "A new address needs current_password, the password that you have now.");
        }
        return accounts.change(account.id(), own -> apply(wanted, own))
                .map(User::of)
                .orElseThrow(() -> new IllegalStateException("an account that called is gone"));
    }

    private boolean isPasswordOf(Account account, @Nullable String password) {
        return password != null && passwords.matches(password, account.passwordHash());
    }

    private static void apply(Change wanted, Account own) {
        if (wanted.username() != null) {
            own.setUsername(wanted.username());
        }
        if (wanted.email() != null) {
            own.setEmail(wanted.email());
        }
    }
}
