/// The event language: what the services say to each other over Kafka, as records, with the names
/// of the topics. No behaviour beyond validation, and no framework.
@org.jspecify.annotations.NullMarked
package chatroom.events;
