/// What people text to the chatroom.
@org.jspecify.annotations.NullMarked
package chatroom.sms.inbox;
