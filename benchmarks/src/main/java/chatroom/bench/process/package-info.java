/// What processes cost, as Linux counts it.
@org.jspecify.annotations.NullMarked
package chatroom.bench.process;
