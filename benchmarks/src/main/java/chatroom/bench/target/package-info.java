/// What is measured: the product, started like anybody would, and socket.io beside it.
@org.jspecify.annotations.NullMarked
package chatroom.bench.target;
