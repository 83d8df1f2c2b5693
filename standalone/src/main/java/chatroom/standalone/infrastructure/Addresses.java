package chatroom.standalone.infrastructure;

import java.util.Map;

/// Where the infrastructure answers, embedded or given.
///
/// @param databaseUrls by service
public record Addresses(
        String kafkaBootstrapServers, Map<String, String> databaseUrls, String redisUrl) {

    public Addresses {
        databaseUrls = Map.copyOf(databaseUrls);
    }

    /// A service's variables.
    ///
    /// @param service one of those that have a database, or another, which gets none
    public Map<String, String> environment(String service) {
        String database = databaseUrls.get(service);
        return database == null
                ? Map.of("KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrapServers, "REDIS_URL", redisUrl)
                : Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafkaBootstrapServers,
                        "REDIS_URL",
                        redisUrl,
                        "DATABASE_URL",
                        database);
    }
}
