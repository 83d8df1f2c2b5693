package chatroom.sms.phones;

import chatroom.sms.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The phones.
@ApplicationScoped
public class Phones {

    /// The verified phone of that number.
    public Optional<Phone> byNumber(Connection connection, String number) throws SQLException {
        return Database.query(
                        connection,
                        "select * from phone_numbers where phone_number = ? and verified",
                        Phone::of,
                        number)
                .stream()
                .findFirst();
    }

    /// Somebody's verified phone.
    public Optional<Phone> of(Connection connection, UUID userId) throws SQLException {
        return one(connection, userId, true);
    }

    /// Somebody's verified phone, for this transaction alone; empty also where another has it.
    public Optional<Phone> lock(Connection connection, UUID userId) throws SQLException {
        return Database.query(
                        connection,
                        """
                        select * from phone_numbers where user_id = ? and verified
                        for update skip locked\
                        """,
                        Phone::of,
                        userId)
                .stream()
                .findFirst();
    }

    /// A number of somebody's that waits for its code.
    Optional<Phone> waiting(Connection connection, UUID userId) throws SQLException {
        return one(connection, userId, false);
    }

    private static Optional<Phone> one(Connection connection, UUID userId, boolean verified)
            throws SQLException {
        return Database.query(
                        connection,
                        "select * from phone_numbers where user_id = ? and verified = ?",
                        Phone::of,
                        userId,
                        verified)
                .stream()
                .findFirst();
    }

    /// The phones in these rooms that may be sent anything.
    public List<Phone> in(Connection connection, Collection<String> rooms) throws SQLException {
        return Database.query(
                connection,
                """
                select * from phone_numbers where default_room_id = any(?)
                and opt_in_status = 'opted_in'\
                """,
                Phone::of,
                (Object) rooms.toArray(String[]::new));
    }

    /// Puts somebody's phone into a room; null takes it out of the one it is in.
    public void enter(Connection connection, UUID userId, @Nullable String room)
            throws SQLException {
        Database.update(
                connection,
                "update phone_numbers set default_room_id = ? where user_id = ? and verified",
                room,
                userId);
    }

    /// What is sent at all.
    public void mode(Connection connection, UUID userId, String mode) throws SQLException {
        Database.update(
                connection,
                "update phone_numbers set mode = ? where user_id = ? and verified",
                mode,
                userId);
    }

    /// Hours at which nothing is sent; null and null for none.
    public void quiet(
            Connection connection, UUID userId, @Nullable LocalTime from, @Nullable LocalTime to)
            throws SQLException {
        Database.update(
                connection,
                "update phone_numbers set quiet_from = ?::time, quiet_to = ?::time"
                        + " where user_id = ? and verified",
                from,
                to,
                userId);
    }

    void zone(Connection connection, UUID userId, String zone) throws SQLException {
        Database.update(
                connection,
                "update phone_numbers set zone = ? where user_id = ? and verified",
                zone,
                userId);
    }

    /// Silence until then; null ends it.
    public void mute(Connection connection, UUID userId, @Nullable Instant until)
            throws SQLException {
        Database.update(
                connection,
                "update phone_numbers set muted_until = ?::timestamptz"
                        + " where user_id = ? and verified",
                until,
                userId);
    }

    /// Notes a keyword, so that the page can tell why it is not in the room.
    public void keyword(Connection connection, UUID userId, String word, Instant at)
            throws SQLException {
        Database.update(
                connection,
                "update phone_numbers set last_keyword = ?, last_keyword_at = ?"
                        + " where user_id = ? and verified",
                word,
                at,
                userId);
    }
}
