/// The way into the rooms: chat-service, as the person whose phone it is.
@org.jspecify.annotations.NullMarked
package chatroom.sms.chat;
