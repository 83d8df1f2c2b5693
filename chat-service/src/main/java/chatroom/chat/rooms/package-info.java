/// Rooms, their themes and their members.
@org.jspecify.annotations.NullMarked
package chatroom.chat.rooms;
