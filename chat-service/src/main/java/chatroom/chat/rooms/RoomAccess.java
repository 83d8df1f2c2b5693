package chatroom.chat.rooms;

import chatroom.chat.people.Caller;
import chatroom.events.Role;
import chatroom.events.RoomId;
import chatroom.problems.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may do what in a room. A room that is not yours to see is answered like one that is not
/// there.
@ApplicationScoped
public class RoomAccess {

    private final Rooms rooms;
    private final Members members;

    RoomAccess(Rooms rooms, Members members) {
        this.rooms = rooms;
        this.members = members;
    }

    /// The room, for somebody who may read it: a member, or anybody where it is public.
    public RoomView toRead(String roomId, Caller.Account caller) {
        Optional<RoomView> room = rooms.find(roomId);
        if (room.filter(RoomView::isPublic).isPresent()) {
            return room.get();
        }
        // Asked for rooms that are not there too, so that the time of the answer tells nothing.
        boolean isMember = members.of(roomId, caller.id()).isPresent();
        return room.filter(there -> isMember).orElseThrow(RoomAccess::noRoom);
    }

    /// Those of these rooms that somebody may know of: public ones, and their own.
    ///
    /// @param caller null for somebody who did not sign in
    public Set<String> visible(Collection<String> roomIds, Caller.@Nullable Account caller) {
        return rooms.visible(roomIds, caller == null ? null : caller.id());
    }

    /// The room, for somebody who may speak in it. In a public room one becomes a member by
    /// speaking.
    public RoomView toSpeak(String roomId, Caller.Account caller) {
        RoomView room = toRead(roomId, caller);
        if (members.of(roomId, caller.id()).isEmpty()) {
            members.join(room, caller);
        }
        return room;
    }

    /// The room, for its admin or one of the whole product.
    public RoomView toManage(String roomId, Caller.Account caller) {
        RoomView room = toRead(roomId, caller);
        boolean may =
                caller.admin()
                        || members.of(roomId, caller.id())
                                .map(member -> member.role().atLeast(Role.ADMIN))
                                .orElse(false);
        if (!may) {
            throw Problems.of(403, "not_room_admin", "Only an admin of this room can change that.");
        }
        return room;
    }

    /// What a handshake in a room is answered.
    public sealed interface Watch {
        record Allowed(RoomView room) implements Watch {}

        /// The room is public, but one has to join it first.
        record NotAMember() implements Watch {}

        /// There is no such room, or it is private and not the caller's.
        record NoRoom() implements Watch {}
    }

    /// Whether somebody may open a socket in a room: a member; anybody in the lobby; a guest where
    /// it is public.
    public Watch toWatch(String roomId, Caller caller) {
        Optional<RoomView> found = rooms.find(roomId);
        // Asked for rooms that are not there too, so that the time of the answer tells nothing.
        boolean isMember =
                caller instanceof Caller.Account account
                        && members.of(roomId, account.id()).isPresent();
        if (found.isEmpty() || !(found.get().isPublic() || isMember)) {
            return new Watch.NoRoom();
        }
        RoomView room = found.get();
        return switch (caller) {
            case Caller.Guest guest -> new Watch.Allowed(room);
            case Caller.Account account -> {
                if (!isMember && !roomId.equals(RoomId.LOBBY)) {
                    yield new Watch.NotAMember();
                }
                if (!isMember) {
                    members.join(room, account);
                }
                yield new Watch.Allowed(room);
            }
        };
    }

    private static HttpProblem noRoom() {
        return Problems.of(404, "not_found", "There is no such room, or it is not yours to see.");
    }
}
