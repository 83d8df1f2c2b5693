/// A local copy of what chat-service announces about rooms.
@org.jspecify.annotations.NullMarked
package chatroom.sms.rooms;
