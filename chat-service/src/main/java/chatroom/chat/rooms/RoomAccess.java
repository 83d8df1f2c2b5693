package chatroom.chat.rooms;

import chatroom.chat.people.Caller;
import chatroom.chat.rooms.Members.MemberView;
import chatroom.events.Role;
import chatroom.events.RoomId;
import chatroom.problems.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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
        RoomView room = existing(roomId);
        if (!room.isPublic() && members.of(roomId, caller.id()).isEmpty()) {
            throw noRoom();
        }
        return room;
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

    /// Whether somebody may open a socket in a room: a member; anybody in the lobby; a guest where
    /// it is public.
    public boolean mayWatch(RoomView room, Caller caller) {
        return switch (caller) {
            case Caller.Guest guest -> room.isPublic();
            case Caller.Account account -> isMember(room, account);
        };
    }

    private boolean isMember(RoomView room, Caller.Account account) {
        Optional<MemberView> member = members.of(room.id(), account.id());
        if (member.isEmpty() && room.id().equals(RoomId.LOBBY)) {
            members.join(room, account);
            return true;
        }
        return member.isPresent();
    }

    private RoomView existing(String roomId) {
        return rooms.find(roomId).orElseThrow(RoomAccess::noRoom);
    }

    private static HttpProblem noRoom() {
        return Problems.of(404, "not_found", "There is no such room, or it is not yours to see.");
    }
}
