package chatroom.ai.log;

import chatroom.ai.store.Database;
import chatroom.ai.turns.Author;
import chatroom.ai.turns.Line;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The last lines of each room.
public final class Lines {

    /// Lines kept of a room.
    static final int KEPT = 60;

    private Lines() {}

    /// The room's last lines, oldest first.
    public static List<Line> last(Connection connection, String room) throws SQLException {
        return Database.query(
                        connection,
                        """
                        select message_id, seq, persona_id, name, body, reply_to, hop, excuse, by_sms
                        from lines where room_id = ? order by seq desc limit ?\
                        """,
                        Lines::line,
                        room,
                        KEPT)
                .reversed();
    }

    static @Nullable Object[] row(String room, Line line) {
        return new @Nullable Object[] {
            line.id(),
            room,
            line.seq(),
            line.author() instanceof Author.Persona persona ? persona.id() : null,
            line.author().name(),
            line.text(),
            line.replyTo(),
            line.hop(),
            line.excuse(),
            line.bySms()
        };
    }

    static void add(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
        Database.updateAll(
                connection,
                """
                insert into lines (message_id, room_id, seq, persona_id, name, body, reply_to, hop, excuse, by_sms)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
                """,
                rows);
    }

    /// Forgets what is older than the last lines, except what is still to be answered.
    static void trim(Connection connection, Collection<String> rooms) throws SQLException {
        Database.updateAll(
                connection,
                """
                delete from lines l where room_id = ? and seq < (
                    select seq from lines where room_id = ? order by seq desc offset ? limit 1)
                and not exists (select 1 from turns t where t.trigger_id = l.message_id and t.outcome is null)\
                """,
                rooms.stream().map(room -> new @Nullable Object[] {room, room, KEPT - 1}).toList());
    }

    private static Line line(ResultSet row) throws SQLException {
        String persona = row.getString("persona_id");
        String name = row.getString("name");
        return new Line(
                row.getObject("message_id", UUID.class),
                row.getLong("seq"),
                persona == null ? new Author.Person(name) : new Author.Persona(persona, name),
                row.getString("body"),
                row.getObject("reply_to", UUID.class),
                row.getInt("hop"),
                row.getBoolean("excuse"),
                row.getBoolean("by_sms"));
    }
}
