/// The load generator: many WebSocket clients on one thread, in an open loop.
@org.jspecify.annotations.NullMarked
package chatroom.bench.load;
