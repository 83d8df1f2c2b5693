/// WebSockets: the handshake, then bytes.
@org.jspecify.annotations.NullMarked
package chatroom.gateway.socket;
