package chatroom.outbox;

/// Makes the topics that a service's outbox publishes to. Each service that has an outbox has one
/// bean of this type.
@FunctionalInterface
public interface OutboxTopics {

    /// Makes those that are not there yet; called before anything is published, and again after a
    /// failure.
    ///
    /// @throws RuntimeException where Kafka does not answer; it is called again later
    void ensure();
}
