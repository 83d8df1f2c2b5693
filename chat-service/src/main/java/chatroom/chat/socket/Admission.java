package chatroom.chat.socket;

import chatroom.chat.live.RoomFeed;
import chatroom.chat.people.Caller;
import chatroom.chat.rooms.RoomView;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.UserData.TypedKey;
import org.jspecify.annotations.Nullable;

/// What the handshake found out, for the socket that it let in.
///
/// @param channel the connection below the WebSocket
/// @param guard what stands in that connection and hears its peer
/// @param resume where the client left off; null for one that comes new
record Admission(
        Caller caller,
        RoomView room,
        RoomFeed feed,
        Door door,
        Channel channel,
        FrameGuard guard,
        @Nullable Resume resume) {

    static final TypedKey<Admission> KEY = new TypedKey<>("admission");

    /// Which of the two paths somebody came by.
    enum Door {
        /// `/ws/{room_id}`: history comes first.
        ROOM,
        /// `/chat`: the newcomer's own `join` comes first, then history.
        CHAT
    }

    /// The last that a client saw.
    record Resume(long since, @Nullable String epoch) {}
}
