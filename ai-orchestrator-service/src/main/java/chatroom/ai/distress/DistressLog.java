package chatroom.ai.distress;

import chatroom.ai.store.Database;
import chatroom.mentions.Mentions;
import chatroom.safety.Distress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who told of distress, and when. Time is the database's, so that every pod sees the same.
public final class DistressLog {

    /// How long personas leave somebody alone who told of distress, unless they call one.
    public static final Duration QUIET = Duration.ofMinutes(10);

    /// Calm lines for one person within that time.
    static final int MOST_LINES = 3;

    private DistressLog() {}

    /// The row of a message.
    public static @Nullable Object[] row(
            UUID message, String room, String person, long seq, Distress distress) {
        return new @Nullable Object[] {
            message, room, Mentions.key(person), seq, distress.kind().label(), distress.language()
        };
    }

    public static void add(Connection connection, List<@Nullable Object[]> rows)
            throws SQLException {
        Database.updateAll(
                connection,
                """
                insert into distress (message_id, room_id, person_key, seq, kind, language)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing\
                """,
                rows);
    }

    /// Forgets what is older than an hour.
    public static void trim(Connection connection) throws SQLException {
        Database.update(
                connection,
                """
                delete from distress d where said_at < now() - interval '1 hour' and not exists (
                    select 1 from turns t where t.trigger_id = d.message_id and t.outcome is null)\
                """);
    }

    /// What that message told of; empty where it was an ordinary one, or an old one.
    static Optional<Distress> of(Connection connection, UUID message) throws SQLException {
        return Database.query(
                        connection,
                        "select kind, language from distress where message_id = ?",
                        DistressLog::distress,
                        message)
                .stream()
                .findFirst();
    }

    /// Whether the author of that message had as many calm lines lately as help.
    static boolean isAnsweredEnough(Connection connection, UUID message) throws SQLException {
        return Database.query(
                                connection,
                                """
                                select count(*) from distress said
                                join distress other on other.person_key = said.person_key
                                join turns t on t.trigger_id = other.message_id and t.written is not null
                                where said.message_id = ? and other.said_at > now() - ? * interval '1 ms'\
                                """,
                                row -> row.getInt(1),
                                message,
                                QUIET.toMillis())
                        .getFirst()
                >= MOST_LINES;
    }

    /// How an ordinary message stands to distress that its author told of.
    public enum Aftermath {
        /// There was none within the last ten minutes.
        NONE,
        /// It was said after that: only a persona that it calls may answer.
        AFTER,
        /// Distress was told of after it, before it was answered: nobody answers it any more.
        OVERTAKEN
    }

    /// How a person's message stands to distress.
    public static Aftermath ofPerson(Connection connection, String room, String person, long seq)
            throws SQLException {
        List<Boolean> told =
                Database.query(
                        connection,
                        """
                        select room_id = ? and seq > ? from distress
                        where person_key = ? and said_at > now() - ? * interval '1 ms'\
                        """,
                        row -> row.getBoolean(1),
                        room,
                        seq,
                        Mentions.key(person),
                        QUIET.toMillis());
        return told.isEmpty()
                ? Aftermath.NONE
                : told.contains(true) ? Aftermath.OVERTAKEN : Aftermath.AFTER;
    }

    /// How a persona's message stands to distress of anybody in its room.
    public static Aftermath ofRoom(Connection connection, String room) throws SQLException {
        boolean told =
                !Database.query(
                                connection,
                                """
                                select 1 from distress
                                where room_id = ? and said_at > now() - ? * interval '1 ms' limit 1\
                                """,
                                row -> row.getInt(1),
                                room,
                                QUIET.toMillis())
                        .isEmpty();
        return told ? Aftermath.OVERTAKEN : Aftermath.NONE;
    }

    private static Distress distress(ResultSet row) throws SQLException {
        return new Distress(
                Distress.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("language"));
    }
}
