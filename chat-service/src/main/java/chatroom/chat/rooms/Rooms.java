package chatroom.chat.rooms;

import chatroom.chat.people.Caller;
import chatroom.events.AiSettings;
import chatroom.events.Role;
import chatroom.events.RoomAddress;
import chatroom.events.RoomEvent;
import chatroom.events.RoomId;
import chatroom.events.Theme;
import chatroom.events.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The rooms: making them, changing them, finding them.
@ApplicationScoped
public class Rooms {

    private final RoomRecordsStore store;
    private final RoomNews news;

    Rooms(RoomRecordsStore store, RoomNews news) {
        this.store = store;
        this.news = news;
    }

    /// The room of this id, with its log.
    ///
    /// @throws chatroom.roomlog.LogUnavailableException where its log is still to be made and Kafka
    ///   does not answer
    public Optional<RoomView> find(String id) {
        return RoomId.isValid(id) ? store.ready(id) : Optional.empty();
    }

    /// Makes a room whose first admin is `creator`; empty where the id is taken.
    ///
    /// @throws chatroom.roomlog.LogUnavailableException where Kafka does not answer; the room is
    ///   there and will be announced
    public Optional<RoomView> create(
            String id,
            String name,
            Theme theme,
            Visibility visibility,
            AiSettings ai,
            Optional<Caller.Account> creator) {
        RoomAddress address = store.placeFor(id);
        if (!isNew(new Room(id, name, theme, visibility, ai, address), creator)) {
            return Optional.empty();
        }
        return store.ready(id);
    }

    private boolean isNew(Room room, Optional<Caller.Account> creator) {
        try {
            return insert(room, creator);
        } catch (PersistenceException e) {
            // Somebody else made it in this very moment.
            if (store.row(room.id).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    @Transactional
    boolean insert(Room room, Optional<Caller.Account> creator) {
        if (Room.findById(room.id) != null) {
            return false;
        }
        room.persistAndFlush();
        creator.ifPresent(account ->
                new Membership(room.id, account.id(), account.name(), Role.ADMIN).persist());
        return true;
    }

    /// Sets a room's theme and seats, and tells everybody.
    public RoomView theme(RoomView room, Theme theme, String by) {
        return update(
                room.id(),
                row -> row.theme(theme),
                Optional.of(new RoomEvent.ThemeChanged(theme, by)));
    }

    /// Sets a room's name or turn-taking.
    public RoomView settings(RoomView room, String name, AiSettings ai) {
        return update(
                room.id(),
                row -> {
                    row.name = name;
                    row.ai = ai;
                },
                Optional.empty());
    }

    @Transactional
    RoomView update(String id, Consumer<Room> change, Optional<RoomEvent> event) {
        Room room = Room.findById(id, LockModeType.PESSIMISTIC_WRITE);
        change.accept(room);
        room.version++;
        room.publish(news);
        RoomView changed = room.view();
        event.ifPresent(seen -> news.put(changed, seen));
        return changed;
    }

    /// Those of these rooms that are public, or that a person is in.
    ///
    /// @param userId null for somebody without an account
    @Transactional
    Set<String> visible(Collection<String> ids, @Nullable UUID userId) {
        return Set.copyOf(
                Room.<Room>find(
                                """
                                from Room r where r.id in ?1 and (r.visibility = ?2
                                or exists (from Membership m where m.roomId = r.id and m.userId = ?3))
                                """,
                                ids,
                                Visibility.PUBLIC,
                                userId)
                        .stream()
                        .map(room -> room.id)
                        .toList());
    }

    /// Rooms that a person may join, and those that they are in, by name.
    ///
    /// @param words empty, or what the name or the theme contains
    @Transactional
    public List<RoomView> visibleTo(UUID userId, String words, String after, int limit) {
        return Room.<Room>find(
                        """
                        from Room r where r.epoch is not null and r.id > ?1
                        and (r.visibility = ?2 or exists (from Membership m where m.roomId = r.id and m.userId = ?3))
                        and (?4 = '' or lower(r.name) like ?4 or lower(r.theme) like ?4)
                        order by r.id
                        """,
                        after,
                        Visibility.PUBLIC,
                        userId,
                        words.isEmpty() ? "" : "%" + words.toLowerCase(java.util.Locale.ROOT) + "%")
                .page(0, limit)
                .stream()
                .map(Room::view)
                .toList();
    }
}
