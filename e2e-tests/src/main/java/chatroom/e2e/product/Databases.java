package chatroom.e2e.product;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Connections by the addresses that services have.
final class Databases {

    private Databases() {}

    /// @param url `postgresql://user:password@host:port/database`
    static Connection connect(URI url, String schema) throws SQLException {
        String[] account = url.getUserInfo().split(":", 2);
        var properties = new Properties();
        properties.setProperty("user", account[0]);
        properties.setProperty("password", account[1]);
        properties.setProperty("currentSchema", schema);
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath()),
                properties);
    }
}
