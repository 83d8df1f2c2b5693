/// Kafka, PostgreSQL and Redis on this machine, without Docker, on loopback alone.
@org.jspecify.annotations.NullMarked
package chatroom.standalone.infrastructure;
