package chatroom.chat.messages;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The messages that Postgres has: everything but the last few milliseconds.
@ApplicationScoped
public class StoredMessages {

    private final EntityManager entities;
    private final DataSource database;

    StoredMessages(EntityManager entities, DataSource database) {
        this.entities = entities;
        this.database = database;
    }

    /// The newest messages of a room before an offset, oldest first.
    @Transactional
    public List<MessageView> before(String roomId, long seq, int limit) {
        return views(
                        StoredMessage.<StoredMessage>find(
                                "roomId = ?1 and seq < ?2 order by seq desc", roomId, seq),
                        limit)
                .reversed();
    }

    /// The messages of a room after an offset, oldest first.
    @Transactional
    public List<MessageView> after(String roomId, long seq, int limit) {
        return views(
                StoredMessage.<StoredMessage>find(
                        "roomId = ?1 and seq > ?2 order by seq", roomId, seq),
                limit);
    }

    /// The newest messages of a room that have these words, oldest first.
    @Transactional
    public List<MessageView> search(String roomId, String words, long before, int limit) {
        List<?> found =
                entities.createNativeQuery(
                                """
                                select * from messages where room_id = ?1 and seq < ?2
                                and to_tsvector('simple', text) @@ websearch_to_tsquery('simple', ?3)
                                order by seq desc limit ?4
                                """,
                                StoredMessage.class)
                        .setParameter(1, roomId)
                        .setParameter(2, before)
                        .setParameter(3, words)
                        .setParameter(4, limit)
                        .getResultList();
        return found.stream().map(row -> ((StoredMessage) row).view()).toList().reversed();
    }

    /// The message of this id.
    @Transactional
    public Optional<MessageView> find(UUID id) {
        return StoredMessage.<StoredMessage>findByIdOptional(id).map(StoredMessage::view);
    }

    /// Those of these ids whose messages are here. In JDBC: nearly every message asks, and
    /// Hibernate takes longer to find out that it knows the query than Postgres takes to answer it.
    Set<UUID> idsAmong(Collection<UUID> ids) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select id from messages where id = any(?)")) {
            query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            var found = new HashSet<UUID>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /// `seq` of the newest message of a room before an offset; null where there is none.
    @Transactional
    public @Nullable Long lastBefore(String roomId, long seq) {
        List<MessageView> last = before(roomId, seq, 1);
        return last.isEmpty() ? null : last.getFirst().seq();
    }

    private static List<MessageView> views(PanacheQuery<StoredMessage> query, int limit) {
        return query.page(Page.ofSize(limit)).stream().map(StoredMessage::view).toList();
    }
}
