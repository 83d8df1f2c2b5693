package chatroom.ai.log;

import chatroom.ai.store.Database;
import chatroom.ai.turns.Line;
import chatroom.mentions.Mentions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Names of people who joined a room, by {@link Mentions#key}; kept for thirty days after they were
/// last seen.
public final class PeopleOfRooms {

    /// Bounds the look-up, whatever the lines say.
    private static final int MOST_CANDIDATES = 2_000;

    private PeopleOfRooms() {}

    /// A name that was seen in a room.
    record Seen(String room, String name) {}

    /// The people of the room whom these lines of people mention.
    public static Set<String> mentioned(Connection connection, String room, List<Line> lines)
            throws SQLException {
        Set<String> candidates =
                lines.stream()
                        .filter(Line::isPersons)
                        .flatMap(line -> Mentions.candidates(line.text()).stream())
                        .limit(MOST_CANDIDATES)
                        .collect(Collectors.toSet());
        if (candidates.isEmpty()) {
            return Set.of();
        }
        Array keys = connection.createArrayOf("text", candidates.toArray());
        return Database.query(
                        connection,
                        "select name_key from people where room_id = ? and name_key = any(?)",
                        row -> row.getString(1),
                        room,
                        keys)
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    static void add(Connection connection, Collection<Seen> seen) throws SQLException {
        Database.updateAll(
                connection,
                """
                insert into people as p (room_id, name_key) values (?, ?)
                on conflict (room_id, name_key) do update set seen_at = now()
                where p.seen_at < now() - interval '1 day'\
                """,
                rows(seen));
    }

    static void remove(Connection connection, Collection<Seen> gone) throws SQLException {
        Database.updateAll(
                connection, "delete from people where room_id = ? and name_key = ?", rows(gone));
    }

    static void trim(Connection connection, Collection<String> rooms) throws SQLException {
        Database.updateAll(
                connection,
                "delete from people where room_id = ? and seen_at < now() - interval '30 days'",
                rooms.stream().map(room -> new @Nullable Object[] {room}).toList());
    }

    /// One row for each name: a statement can not change the same row twice.
    private static List<@Nullable Object[]> rows(Collection<Seen> people) {
        return people.stream()
                .map(person -> new Seen(person.room(), Mentions.key(person.name())))
                .distinct()
                .map(person -> new @Nullable Object[] {person.room(), person.name()})
                .toList();
    }
}
