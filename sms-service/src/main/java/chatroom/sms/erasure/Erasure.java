package chatroom.sms.erasure;

import chatroom.sms.people.People;
import chatroom.sms.store.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Forgets a person: phone, consents and SMS. Of a number that has opted out the keyed hash stays:
/// it must get nothing, whoever brings it next.
@ApplicationScoped
public class Erasure {

    private static final List<String> STATEMENTS =
            List.of(
                    "delete from waiting where user_id = ?",
                    "delete from own_lines where user_id = ?",
                    "delete from text_loops where user_id = ?",
                    """
                    delete from statuses where sid in (select sid from outbox where user_id = ?)\
                    """,
                    "delete from outbox where user_id = ?",
                    """
                    delete from inbox where from_number in
                        (select phone_number from phone_numbers where user_id = ? and verified)\
                    """,
                    "delete from inbox where user_id = ?",
                    "delete from consents where user_id = ?",
                    "delete from phone_numbers where user_id = ?");

    private final Database database;
    private final People people;

    Erasure(Database database, People people) {
        this.database = database;
        this.people = people;
    }

    void listen(@Observes @Priority(5) StartupEvent start) {
        people.onErased(this::erase);
    }

    /// Forgets a person of whom identity-service says that they are gone.
    private void erase(UUID userId) {
        try {
            database.run(connection -> forget(connection, userId));
        } catch (SQLException e) {
            // The announcement is read again at the next start.
            throw new IllegalStateException("an account could not be erased", e);
        }
    }

    /// Forgets all that is known of a person.
    public void forget(Connection connection, UUID userId) throws SQLException {
        for (String statement : STATEMENTS) {
            Database.update(connection, statement, userId);
        }
    }
}
