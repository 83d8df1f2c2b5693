/// What happens in a room, brought to the sockets that watch it: read from the log, encoded once,
/// written to all.
@org.jspecify.annotations.NullMarked
package chatroom.chat.live;
