/// Saying something in a room, and what was said.
@org.jspecify.annotations.NullMarked
package chatroom.chat.messages;
