package chatroom.chat.people;

import chatroom.events.UserState;
import chatroom.readers.Readers;
import chatroom.roomlog.StateReader;
import chatroom.text.LookAlikes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The accounts, copied from the topic `users`.
@ApplicationScoped
public class KnownUsers {

    private final EntityManager entities;
    private final DataSource database;
    private final Event<UserState> changes;
    private final StateReader<UserState> reader;

    KnownUsers(
            EntityManager entities,
            DataSource database,
            Event<UserState> changes,
            Readers readers) {
        this.entities = entities;
        this.database = database;
        this.changes = changes;
        this.reader =
                readers.states(
                        "chat-state",
                        UserState.TOPIC,
                        UserState.class,
                        StateReader.From.BEGINNING,
                        this::take,
                        () -> Readers.answers(database));
    }

    void start(@Observes StartupEvent started) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.close();
    }

    /// Whether a name belongs to an account, or looks like the name of one.
    public boolean isTaken(String name) {
        // In JDBC: every guest's handshake asks this, and Hibernate costs more than the look-up.
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select 1 from known_users where skeleton = ? or lower(username) = lower(?) limit 1")) {
            query.setString(1, LookAlikes.skeleton(name));
            query.setString(2, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    @Transactional
    void take(String id, @Nullable UserState user) {
        if (user == null) {
            KnownUser.delete("id = ?1", UUID.fromString(id));
            return;
        }
        entities.createNativeQuery(
                        """
                        insert into known_users (id, username, skeleton, disabled) values (?1, ?2, ?3, ?4)
                        on conflict (id) do update set username = excluded.username,
                            skeleton = excluded.skeleton, disabled = excluded.disabled
                        """)
                .setParameter(1, user.id())
                .setParameter(2, user.username())
                .setParameter(3, LookAlikes.skeleton(user.username()))
                .setParameter(4, user.disabled())
                .executeUpdate();
        changes.fire(user);
    }
}
