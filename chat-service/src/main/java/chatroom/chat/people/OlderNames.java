package chatroom.chat.people;

import chatroom.text.LookAlikes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Gives accounts of an older version the skeleton of their name, which SQL can not compute.
@ApplicationScoped
class OlderNames {

    private final DataSource database;

    OlderNames(DataSource database) {
        this.database = database;
    }

    @Transactional
    void start(@Observes StartupEvent started) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select id, username from known_users where skeleton is null");
                PreparedStatement update =
                        connection.prepareStatement(
                                "update known_users set skeleton = ? where id = ?");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                update.setString(1, LookAlikes.skeleton(rows.getString("username")));
                update.setObject(2, rows.getObject("id"));
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
