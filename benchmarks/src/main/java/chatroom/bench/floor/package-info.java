/// Raw Kafka: the least that a message through the log can take.
@org.jspecify.annotations.NullMarked
package chatroom.bench.floor;
