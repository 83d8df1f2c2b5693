package chatroom.identity.account;

import chatroom.identity.session.Sessions;
import chatroom.problems.Problems;
import chatroom.text.PersonName;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The accounts of others, for admins.
@Path("/api/users")
@Authenticated
@RunOnVirtualThread
class UsersResource {

    private final Caller caller;
    private final Accounts accounts;
    private final Sessions sessions;

    UsersResource(Caller caller, Accounts accounts, Sessions sessions) {
        this.caller = caller;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /// An account as admins see it.
    record ManagedUser(
            UUID id,
            String username,
            String email,
            boolean isAdmin,
            boolean disabled,
            Instant createdAt) {

        static ManagedUser of(Account account) {
            return new ManagedUser(
                    account.id(),
                    account.username(),
                    account.email(),
                    account.isAdmin(),
                    account.isDisabled(),
                    account.createdAt());
        }
    }

    /// @param next what to pass as `cursor` for the rest; null at the end
    record Users(List<ManagedUser> items, @Schema(nullable = true) @Nullable String next) {}

    /// What to change; what is left out stays.
    record Standing(@Nullable Boolean disabled, @Nullable Boolean isAdmin) {}

    @GET
    @Operation(operationId = "users", summary = "Accounts whose name or address begins with q")
    public Users search(
            @QueryParam("q") @DefaultValue("") @Size(max = 254) String q,
            @QueryParam("cursor") @DefaultValue("") @Size(max = 64) String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        caller.admin();
        List<Account> found = accounts.search(q, cursor, limit + 1);
        boolean isMore = found.size() > limit;
        List<Account> shown = isMore ? found.subList(0, limit) : found;
        return new Users(
                shown.stream().map(ManagedUser::of).toList(),
                isMore ? PersonName.key(shown.getLast().username()) : null);
    }

    @PATCH
    @Path("/{id}")
    @Transactional
    @Operation(
            operationId = "changeUser",
            summary = "Disable an account, which ends its sessions, or make it an admin")
    public ManagedUser change(@PathParam("id") UUID id, @NotNull @Valid Standing wanted) {
        if (caller.admin().id().equals(id)) {
            throw Problems.of(
                    409, "own_account", "Another admin must do this: nobody locks themselves out.");
        }
        Account changed =
                accounts.change(id, account -> apply(wanted, account))
                        .orElseThrow(
                                () -> Problems.of(404, "not_found", "There is no such account."));
        if (changed.isDisabled()) {
            sessions.endAllOf(id);
        }
        return ManagedUser.of(changed);
    }

    private static void apply(Standing wanted, Account account) {
        if (wanted.disabled() != null) {
            account.setDisabled(wanted.disabled());
        }
        if (wanted.isAdmin() != null) {
            account.setAdmin(wanted.isAdmin());
        }
    }
}
