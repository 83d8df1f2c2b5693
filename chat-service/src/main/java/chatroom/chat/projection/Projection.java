package chatroom.chat.projection;

import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.events.Via;
import chatroom.roomlog.LoggedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/// The rooms' logs as rows: one transaction a batch, each message once however often it comes.
@ApplicationScoped
class Projection {

    private static final String INSERT =
            """
            insert into messages (id, room_id, seq, role, sender, user_id, persona_id, text, ctime, reply_to,
            client_id, via, provider, outcome) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String ADVANCE =
            """
            insert into projected (topic, partition, seq) values (?, ?, ?)
            on conflict (topic, partition) do update set seq = greatest(projected.seq, excluded.seq)
            """;

    private final DataSource database;

    Projection(DataSource database) {
        this.database = database;
    }

    /// Stores what was said in a batch, and how far it goes.
    void store(List<LoggedEvent> batch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(INSERT);
                    PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
                for (LoggedEvent event : batch) {
                    if (row(insert, event)) {
                        insert.addBatch();
                    }
                }
                insert.executeBatch();
                advance(advance, reached(batch));
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /// Notes how far the log was read.
    void advance(Map<RoomAddress, Long> read) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            var inOrder = ordered();
            inOrder.putAll(read);
            advance(advance, inOrder);
        }
    }

    private static void advance(PreparedStatement advance, Map<RoomAddress, Long> reached)
            throws SQLException {
        for (var one : reached.entrySet()) {
            advance.setString(1, one.getKey().topic());
            advance.setInt(2, one.getKey().partition());
            advance.setLong(3, one.getValue());
            advance.addBatch();
        }
        advance.executeBatch();
    }

    private static Map<RoomAddress, Long> reached(List<LoggedEvent> batch) {
        var reached = ordered();
        batch.forEach(event -> reached.merge(event.address(), event.seq(), Math::max));
        return reached;
    }

    // In one order everywhere, so that two pods in the middle of a rebalance can not wait for each
    // other.
    private static Map<RoomAddress, Long> ordered() {
        return new TreeMap<>(
                Comparator.comparing(RoomAddress::topic).thenComparing(RoomAddress::partition));
    }

    private static boolean row(PreparedStatement insert, LoggedEvent at) throws SQLException {
        return switch (at.event()) {
            case MessagePosted said -> {
                place(insert, at, said.id(), "user", said.sender(), said.text());
                insert.setObject(6, said.userId());
                insert.setString(7, null);
                insert.setObject(10, said.replyTo());
                insert.setString(11, said.clientId());
                insert.setString(12, said.via().wireName());
                insert.setString(13, null);
                insert.setString(14, null);
                yield true;
            }
            case ReplyPosted said -> {
                place(insert, at, said.id(), "ai", said.sender(), said.text());
                insert.setObject(6, null);
                insert.setString(7, said.personaId());
                insert.setObject(10, said.replyTo());
                insert.setString(11, null);
                insert.setString(12, Via.API.wireName());
                insert.setString(13, said.provider());
                insert.setString(14, said.outcome() == null ? null : said.outcome().name());
                yield true;
            }
            default -> false;
        };
    }

    private static void place(
            PreparedStatement insert,
            LoggedEvent at,
            UUID id,
            String role,
            String sender,
            String text)
            throws SQLException {
        insert.setObject(1, id);
        insert.setString(2, at.roomId());
        insert.setLong(3, at.seq());
        insert.setString(4, role);
        insert.setString(5, sender);
        insert.setString(8, text);
        insert.setTimestamp(9, Timestamp.from(at.time()));
    }
}
