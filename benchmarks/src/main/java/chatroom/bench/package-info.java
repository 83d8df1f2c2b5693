/// `./chatroom bench`: the product beside socket.io and raw Kafka, in turns in the same run.
@org.jspecify.annotations.NullMarked
package chatroom.bench;
