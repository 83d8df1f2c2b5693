/// The one-machine start: a small supervisor whose children are Kafka, PostgreSQL, Redis and the
/// services. Run by `./chatroom`.
@org.jspecify.annotations.NullMarked
package chatroom.standalone;
