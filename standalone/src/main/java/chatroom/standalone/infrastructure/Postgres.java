package chatroom.standalone.infrastructure;

import chatroom.standalone.process.ChildSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// PostgreSQL as a child process in the foreground, with a database and a role for each service.
public final class Postgres {

    public static final String NAME = "postgres";

    private static final String ADMIN = "postgres";

    private final Path data;
    private final PostgresPrograms programs;
    private final Secrets secrets;
    private final int port;

    public Postgres(Locations locations, Secrets secrets, int port) {
        this.data = locations.data().resolve(NAME);
        this.programs = new PostgresPrograms(locations.programs());
        this.secrets = secrets;
        this.port = port;
    }

    public int port() {
        return port;
    }

    /// The address of a service's own database, as `DATABASE_URL` takes it.
    public String url(String service) {
        return "postgresql://%s:%s@127.0.0.1:%d/%s"
                .formatted(service, password(service), port, service);
    }

    /// Makes the data directory, the first time; then tells how to start.
    public ChildSpec spec() {
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            programs.initialise(data, ADMIN, password(ADMIN));
        }
        var arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", "" + port));
        Map.of(
                        "listen_addresses", "127.0.0.1",
                        "unix_socket_directories", "",
                        "fsync", "on",
                        "synchronous_commit", "on",
                        "max_connections", "200",
                        "shared_buffers", "48MB",
                        "jit", "off",
                        "timezone", "UTC",
                        "log_timezone", "UTC")
                .forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return new ChildSpec(
                NAME,
                programs.command("postgres", arguments),
                Map.of("LC_ALL", "C"),
                "",
                data,
                () -> StalePostmaster.clear(data),
                this::isReady,
                ChildSpec.StopSignal.INT,
                Duration.ofSeconds(20));
    }

    /// Makes the databases and roles that are not there yet. PostgreSQL has to be ready.
    public void createDatabases(List<String> services) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String service : services) {
                if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", service)) {
                    statement.execute(
                            "CREATE ROLE %s LOGIN PASSWORD '%s'"
                                    .formatted(service, password(service)));
                }
                if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", service)) {
                    statement.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(service));
                    statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(service));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not take the services' databases", e);
        }
    }

    private boolean isReady() {
        try (Connection connection = connect()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=2",
                ADMIN,
                password(ADMIN));
    }

    private String password(String role) {
        return secrets.get("database." + role);
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }
}
