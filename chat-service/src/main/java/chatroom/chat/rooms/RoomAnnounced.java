package chatroom.chat.rooms;

import chatroom.events.RoomState;

/// Some pod made or changed a room.
public record RoomAnnounced(RoomState room) {}
