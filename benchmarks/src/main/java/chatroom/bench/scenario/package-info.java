/// The three benchmarks: a large room, many small rooms, idle sockets.
@org.jspecify.annotations.NullMarked
package chatroom.bench.scenario;
