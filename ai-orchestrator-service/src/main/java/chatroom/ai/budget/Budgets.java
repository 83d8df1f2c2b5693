package chatroom.ai.budget;

import chatroom.ai.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/// Tokens of a room and day (UTC). The database decides, so that any number of pods together spend
/// no more than the limit.
public final class Budgets {

    private Budgets() {}

    /// The day that tokens are counted for now.
    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /// Sets tokens aside, and as many more as claims have exceeded reservations that day.
    ///
    /// @param limit tokens that the room may spend that day
    /// @return the tokens that were set aside; empty where they would be more than is left: then
    ///   none were
    public static OptionalLong reserve(
            Connection connection, String room, LocalDate day, long tokens, long limit)
            throws SQLException {
        if (tokens > limit) {
            return OptionalLong.empty();
        }
        return Database.query(
                        connection,
                        """
                        insert into budgets as b (room_id, day, reserved) values (?, ?, ?)
                        on conflict (room_id, day) do update
                        set reserved = b.reserved + excluded.reserved + b.excess
                        where b.spent + b.reserved + excluded.reserved + b.excess <= ?
                        returning excess\
                        """,
                        row -> tokens + row.getLong("excess"),
                        room,
                        day,
                        tokens,
                        limit)
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /// Gives back the tokens that were set aside and counts those that were spent. A claim above
    /// the reservation counts in full, and the next reservations are larger by the difference.
    public static void settle(
            Connection connection, String room, LocalDate day, long reserved, long spent)
            throws SQLException {
        Database.update(
                connection,
                """
                update budgets set reserved = reserved - ?, spent = spent + ?, excess = excess + ?
                where room_id = ? and day = ?\
                """,
                reserved,
                spent,
                Math.max(0, spent - reserved),
                room,
                day);
    }

    /// Whether it is now, for the first time that day, that the room is told of its budget's end.
    public static boolean tell(Connection connection, String room, LocalDate day)
            throws SQLException {
        return Database.update(
                        connection,
                        """
                        insert into budgets as b (room_id, day, rested) values (?, ?, true)
                        on conflict (room_id, day) do update set rested = true where not b.rested\
                        """,
                        room,
                        day)
                == 1;
    }
}
