package chatroom.chat.messages;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The messages that Postgres has: everything but the last few milliseconds.
@ApplicationScoped
public class StoredMessages {

    private final EntityManager entities;

    StoredMessages(EntityManager entities) {
        this.entities = entities;
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

    /// Those of these ids whose messages are here.
    @Transactional
    Set<UUID> idsAmong(Collection<UUID> ids) {
        List<?> found =
                entities.createNativeQuery("select id from messages where id = any(?1)", UUID.class)
                        .setParameter(1, ids.toArray(UUID[]::new))
                        .getResultList();
        return found.stream().map(UUID.class::cast).collect(Collectors.toSet());
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
