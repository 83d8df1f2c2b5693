package chatroom.ai.reply;

import chatroom.ai.store.Database;
import java.sql.Connection;
import java.sql.SQLException;

/// Which rooms have heard that a persona can not answer: once is enough until one answers again, or
/// ten minutes have passed.
final class Excuses {
    private Excuses() {}

    static boolean first(Connection connection, String room) throws SQLException {
        return Database.update(
                        connection,
                        """
                        insert into apologies as a (room_id) values (?)
                        on conflict (room_id) do update set said_at = now()
                        where a.said_at < now() - interval '10 minutes'\
                        """,
                        room)
                == 1;
    }

    static void forget(Connection connection, String room) throws SQLException {
        Database.update(connection, "delete from apologies where room_id = ?", room);
    }
}
