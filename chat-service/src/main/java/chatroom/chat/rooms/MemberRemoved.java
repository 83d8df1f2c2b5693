package chatroom.chat.rooms;

import java.util.UUID;

/// A person lost their place in a room, and the database has it so. Sockets of this pod are closed
/// at once; other pods learn it from the room's log.
public record MemberRemoved(String roomId, UUID userId) {}
