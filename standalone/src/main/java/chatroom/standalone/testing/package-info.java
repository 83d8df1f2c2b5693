/// Kafka, PostgreSQL and Redis for tests of the services.
@org.jspecify.annotations.NullMarked
package chatroom.standalone.testing;
