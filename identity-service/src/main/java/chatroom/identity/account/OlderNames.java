package chatroom.identity.account;

import chatroom.text.LookAlikes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Gives accounts of an older version the skeleton of their name, which SQL can not compute.
@ApplicationScoped
public class OlderNames {

    private final DataSource database;

    OlderNames(DataSource database) {
        this.database = database;
    }

    /// Does so; where there are none, nothing.
    ///
    /// @throws PersistenceException where the database does not answer
    @Transactional
    public void complete() {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select id, username from accounts where username_skeleton is null");
                PreparedStatement update =
                        connection.prepareStatement(
                                "update accounts set username_skeleton = ? where id = ?");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                update.setString(1, LookAlikes.skeleton(rows.getString("username")));
                update.setObject(2, rows.getObject("id"));
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
