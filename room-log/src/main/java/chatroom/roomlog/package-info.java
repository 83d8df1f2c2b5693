/// The log of rooms in Kafka: appending to it, reading all rooms as a group, keeping its topics.
/// Plain clients, no framework.
@org.jspecify.annotations.NullMarked
package chatroom.roomlog;
