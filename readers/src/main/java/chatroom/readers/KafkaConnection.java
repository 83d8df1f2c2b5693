package chatroom.readers;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/// How this service reaches Kafka: every client of the service begins with these properties.
///
/// They are all settings `KAFKA_…` and properties `kafka.…` under the names of Kafka's clients:
/// `KAFKA_SASL_JAAS_CONFIG` is `sasl.jaas.config`.
@Singleton
public final class KafkaConnection {

    private static final String GROUP_ID = "group.id";

    private final Map<String, Object> properties;

    KafkaConnection(@Identifier("default-kafka-broker") Map<String, Object> configured) {
        var given = new HashMap<>(configured);
        // Each reader of a group names its own.
        given.remove(GROUP_ID);
        given.values().removeIf(value -> value.toString().isBlank());
        this.properties = Map.copyOf(given);
    }

    /// The properties; the same for consumers, producers and administration.
    public Map<String, Object> properties() {
        return properties;
    }
}
