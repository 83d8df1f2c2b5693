/// The readers of Kafka as parts of a service: one way to connect, figures for those who watch,
/// readiness, and the dead letters on the management port.
@org.jspecify.annotations.NullMarked
package chatroom.readers;
