package chatroom.chat.presence;

import chatroom.chat.edge.Page;
import chatroom.chat.live.HistoryData.Member;
import chatroom.chat.people.CurrentCaller;
import chatroom.chat.rooms.RoomAccess;
import chatroom.problems.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Who is online.
@Path("/clients")
@PermitAll
@RunOnVirtualThread
class ClientsResource {

    private final Presence presence;
    private final RoomAccess access;
    private final CurrentCaller caller;
    private final boolean guestAccess;

    ClientsResource(
            Presence presence,
            RoomAccess access,
            CurrentCaller caller,
            @ConfigProperty(name = "GUEST_ACCESS") boolean guestAccess) {
        this.presence = presence;
        this.access = access;
        this.caller = caller;
        this.guestAccess = guestAccess;
    }

    /// Somebody who is online.
    ///
    /// @param userId their account; null for a guest
    record Client(String name, @Nullable UUID userId, List<String> rooms) {}

    /// Everybody in the rooms that the caller may know of, each with those rooms only.
    @GET
    public Page<Client> clients() {
        if (!guestAccess && !caller.isSignedIn()) {
            throw Problems.unauthorized("not_signed_in", "Sign in to see who is online.");
        }
        Map<Member, List<String>> online = presence.everywhere();
        Set<String> rooms =
                online.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        Set<String> visible = access.visible(rooms, caller.isSignedIn() ? caller.account() : null);
        return Page.whole(
                online.entrySet().stream()
                        .map(entry ->
                                new Client(
                                        entry.getKey().name(),
                                        entry.getKey().userId(),
                                        entry.getValue().stream()
                                                .filter(visible::contains)
                                                .sorted()
                                                .toList()))
                        .filter(client -> !client.rooms().isEmpty())
                        .sorted(Comparator.comparing(Client::name))
                        .toList());
    }
}
