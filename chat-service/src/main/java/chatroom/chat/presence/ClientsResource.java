package chatroom.chat.presence;

import chatroom.chat.edge.Page;
import chatroom.chat.people.CurrentCaller;
import chatroom.problems.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Who is online.
@Path("/clients")
@PermitAll
@RunOnVirtualThread
class ClientsResource {

    private final Presence presence;
    private final CurrentCaller caller;
    private final boolean guestAccess;

    ClientsResource(
            Presence presence,
            CurrentCaller caller,
            @ConfigProperty(name = "GUEST_ACCESS") boolean guestAccess) {
        this.presence = presence;
        this.caller = caller;
        this.guestAccess = guestAccess;
    }

    /// Somebody who is online.
    ///
    /// @param userId their account; null for a guest
    record Client(String name, @Nullable UUID userId, List<String> rooms) {}

    @GET
    public Page<Client> clients() {
        if (!guestAccess && !caller.isSignedIn()) {
            throw Problems.unauthorized("not_signed_in", "Sign in to see who is online.");
        }
        return Page.whole(
                presence.everywhere().entrySet().stream()
                        .map(entry ->
                                new Client(
                                        entry.getKey().name(),
                                        entry.getKey().userId(),
                                        entry.getValue().stream().sorted().toList()))
                        .sorted(Comparator.comparing(Client::name))
                        .toList());
    }
}
