/// The WebSocket: who may open one, what it says and hears, how it closes.
@org.jspecify.annotations.NullMarked
package chatroom.chat.socket;
