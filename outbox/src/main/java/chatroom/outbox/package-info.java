/// The transactional outbox: records for Kafka are rows of the table `outbox`, written in the
/// transaction of the change that they tell of, and published after it.
@org.jspecify.annotations.NullMarked
package chatroom.outbox;
