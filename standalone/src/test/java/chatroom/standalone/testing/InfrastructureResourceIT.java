package chatroom.standalone.testing;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.settings.DatabaseUrl;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InfrastructureResourceIT {

    private final InfrastructureResource resource = new InfrastructureResource();
    private Map<String, String> settings = Map.of();

    @BeforeAll
    void start() {
        resource.init(Map.of("service", "identity"));
        settings = resource.start();
    }

    @AfterAll
    void stop() {
        resource.stop();
    }

    @Test
    void kafkaTakesTopicsAndMakesNoneByItself() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", setting("KAFKA_BOOTSTRAP_SERVERS")))) {
            admin.createTopics(List.of(new NewTopic("room.x", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            assertThat(admin.listTopics().names().get()).containsExactly("room.x");
        }
    }

    @Test
    void eachServiceHasItsOwnDatabase() throws SQLException {
        assertThat(setting("DATABASE_URL")).isEqualTo(setting("DATABASE_URL_IDENTITY"));
        try (Connection connection = connect(setting("DATABASE_URL"))) {
            connection.createStatement().execute("CREATE SCHEMA identity");
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(18);
        }
    }

    @Test
    void writesReachTheDiskBeforeTheyAreAcknowledged() throws SQLException {
        try (Connection connection = connect(setting("DATABASE_URL_CHAT"))) {
            for (String safeguard : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (var shown = connection.createStatement().executeQuery("SHOW " + safeguard)) {
                    shown.next();
                    assertThat(shown.getString(1)).as(safeguard).isEqualTo("on");
                }
            }
        }
    }

    @Test
    void redisIsOnLoopbackBehindAPassword() {
        var redis = URI.create(setting("REDIS_URL"));
        assertThat(redis.getHost()).isEqualTo("127.0.0.1");
        assertThat(redis.getUserInfo()).hasSizeGreaterThan(20);
    }

    private String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    private static Connection connect(String url) throws SQLException {
        DatabaseUrl database = DatabaseUrl.parse(url);
        return DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
    }
}
