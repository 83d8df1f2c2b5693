package chatroom.e2e.crash;

import chatroom.e2e.checker.Evidence;
import chatroom.e2e.checker.Line;
import chatroom.e2e.checker.Sight;
import chatroom.e2e.client.Frame;
import chatroom.e2e.crash.Crowd.Person;
import chatroom.e2e.product.Installation;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// Gathers what is to be compared, once the room has come to rest.
final class Harvest {

    /// Whoever has not caught up by then has missed something.
    private static final Duration TO_CATCH_UP = Duration.ofSeconds(30);

    /// The orchestrator works off what was said while it was away.
    private static final Duration TO_SETTLE = Duration.ofSeconds(150);

    private final Installation installation;
    private final Crowd crowd;

    Harvest(Installation installation, Crowd crowd) {
        this.installation = installation;
        this.crowd = crowd;
    }

    Evidence gather() {
        awaitPersonas();
        Map<String, List<Line>> topics = new RoomTopicReader(installation).read(crowd.rooms());
        var rooms = new HashMap<String, Evidence.Room>();
        for (String room : crowd.rooms()) {
            List<Line> topic = topics.getOrDefault(room, List.of());
            Set<String> ids = ids(topic);
            List<Person> readers = crowd.readers(room);
            settle(() -> readers.stream().allMatch(reader -> ids(lines(reader)).containsAll(ids)));
            settle(() -> ids(table(room)).containsAll(ids));
            var seen = new HashMap<String, List<Sight>>();
            readers.forEach(reader -> seen.put(reader.name(), sights(reader)));
            rooms.put(room, new Evidence.Room(topic, history(room), table(room), seen));
        }
        return new Evidence(crowd.sent(), crowd.acked(), rooms);
    }

    /// Personas finish what they have to say, so that the log does not grow while it is read: all
    /// that was said has come to the orchestrator, and every turn has its outcome.
    private void awaitPersonas() {
        var newest = new HashMap<String, Long>();
        crowd.acked().forEach(ack -> newest.merge(ack.room(), ack.seq(), Math::max));
        try {
            Awaitility.await()
                    .atMost(TO_SETTLE)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> personasAreDone(newest));
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "the personas do not come to an end:\n" + installation.tail("ai"), e);
        }
    }

    private boolean personasAreDone(Map<String, Long> newest) throws SQLException {
        try (Connection database = installation.database("ai");
                var statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select room_id, max(seq), count(*) filter (where outcome is null)"
                                        + " from turns group by room_id")) {
            var behind = new HashSet<>(newest.keySet());
            while (rows.next()) {
                Long last = newest.get(rows.getString(1));
                if (rows.getLong(3) > 0) {
                    return false;
                }
                if (last != null && rows.getLong(2) >= last) {
                    behind.remove(rows.getString(1));
                }
            }
            return behind.isEmpty();
        }
    }

    /// Waits for it; where it does not come to pass, the checker says so better.
    private static void settle(Supplier<Boolean> settled) {
        try {
            Awaitility.await()
                    .atMost(TO_CATCH_UP)
                    .pollInterval(Duration.ofMillis(200))
                    .until(settled::get);
        } catch (ConditionTimeoutException e) {
            System.err.println("somebody does not catch up: the checker tells who");
        }
    }

    private List<Line> history(String room) {
        var lines = new ArrayList<Line>();
        String cursor = "-1";
        do {
            JsonNode page =
                    crowd.host()
                            .api()
                            .get(
                                    "/api/rooms/%s/messages?limit=200&after=%s"
                                            .formatted(room, cursor))
                            .expect(200)
                            .json();
            page.path("items").forEach(message -> lines.add(line(message)));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return lines;
    }

    private List<Line> table(String room) {
        try (Connection database = installation.database("chat");
                var query =
                        database.prepareStatement(
                                "select seq, id, text, persona_id, reply_to from messages where"
                                        + " room_id = ? order by seq")) {
            query.setString(1, room);
            try (ResultSet rows = query.executeQuery()) {
                var lines = new ArrayList<Line>();
                while (rows.next()) {
                    lines.add(
                            new Line(
                                    rows.getLong("seq"),
                                    rows.getString("id"),
                                    rows.getString("text"),
                                    rows.getString("persona_id"),
                                    rows.getString("reply_to")));
                }
                return lines;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Sight> sights(Person reader) {
        var sights = new ArrayList<Sight>();
        for (Frame frame : reader.client().frames()) {
            if (frame.isMessage()) {
                sights.add(new Sight.Live(line(frame.json()), frame.prev()));
            } else if (frame.is("history")) {
                frame.messages().forEach(message -> sights.add(new Sight.Replayed(line(message))));
                sights.add(new Sight.CaughtUp(frame.data().path("last_seq").asLong(-1)));
            }
        }
        return sights;
    }

    private static List<Line> lines(Person reader) {
        var lines = new ArrayList<Line>();
        for (Sight sight : sights(reader)) {
            switch (sight) {
                case Sight.Live live -> lines.add(live.line());
                case Sight.Replayed replayed -> lines.add(replayed.line());
                case Sight.CaughtUp caughtUp -> {
                    // No line of its own.
                }
            }
        }
        return lines;
    }

    private static Line line(JsonNode message) {
        return new Line(
                message.path("seq").asLong(-1),
                message.path("id").asText(),
                message.path("text").asText(),
                message.hasNonNull("persona_id") ? message.get("persona_id").asText() : null,
                message.hasNonNull("reply_to") ? message.get("reply_to").asText() : null);
    }

    private static Set<String> ids(List<Line> lines) {
        var ids = new HashSet<String>();
        lines.forEach(line -> ids.add(line.id()));
        return ids;
    }
}
