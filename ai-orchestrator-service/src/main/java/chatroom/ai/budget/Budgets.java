package chatroom.ai.budget;

import chatroom.ai.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Tokens of a room and day (UTC). The database decides, so that any number of pods together spend
/// no more than the limit.
public final class Budgets {

    private Budgets() {}

    /// The day that tokens are counted for now.
    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /// Sets tokens aside.
    ///
    /// @param limit tokens that the room may spend that day
    /// @return false where that would be more than is left: then nothing was set aside
    public static boolean reserve(
            Connection connection, String room, LocalDate day, long tokens, long limit)
            throws SQLException {
        if (tokens > limit) {
            return false;
        }
        return Database.update(
                        connection,
                        """
                        insert into budgets as b (room_id, day, reserved) values (?, ?, ?)
                        on conflict (room_id, day) do update set reserved = b.reserved + excluded.reserved
                        where b.spent + b.reserved + excluded.reserved <= ?\
                        """,
                        room,
                        day,
                        tokens,
                        limit)
                == 1;
    }

    /// Gives back what was set aside and counts what was spent of it.
    public static void settle(
            Connection connection, String room, LocalDate day, long reserved, long spent)
            throws SQLException {
        Database.update(
                connection,
                "update budgets set reserved = reserved - ?, spent = spent + ? where room_id = ? and day = ?",
                reserved,
                spent,
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
