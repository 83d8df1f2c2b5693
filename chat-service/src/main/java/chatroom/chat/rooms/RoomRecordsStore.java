package chatroom.chat.rooms;

import chatroom.events.RoomAddress;
import chatroom.roomlog.RoomTopics;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Rooms as rows, each with a log behind it.
@ApplicationScoped
class RoomRecordsStore {

    private final RoomNews news;
    private final RoomTopics topics;
    private final int mostTopics;
    private final int sharedPartitions;
    // Only for when Postgres does not answer.
    private final Cache<String, RoomView> lastSeen =
            Caffeine.newBuilder().maximumSize(10_000).build();

    RoomRecordsStore(
            RoomNews news,
            RoomTopics topics,
            @ConfigProperty(name = "ROOM_TOPICS_MAX") int mostTopics,
            @ConfigProperty(name = "SHARED_PARTITIONS") int sharedPartitions) {
        this.news = news;
        this.topics = topics;
        this.mostTopics = mostTopics;
        this.sharedPartitions = sharedPartitions;
    }

    /// Where a new room's log goes: a topic of its own while there are few enough, else the shared
    /// one.
    @Transactional
    RoomAddress placeFor(String id) {
        long own = Room.count("topic <> ?1", RoomAddress.SHARED_TOPIC);
        return own < mostTopics ? RoomAddress.own(id) : RoomAddress.shared(id, sharedPartitions);
    }

    /// The room with its log; makes the topic where that is still due. Empty where there is no such
    /// room.
    ///
    /// @throws chatroom.roomlog.LogUnavailableException where the topic is due and Kafka does not
    ///   answer
    Optional<RoomView> ready(String id) {
        Optional<RoomView> found;
        try {
            found = find(id);
        } catch (PersistenceException e) {
            RoomView known = lastSeen.getIfPresent(id);
            if (known == null) {
                throw e;
            }
            return Optional.of(known);
        }
        found.ifPresent(room -> lastSeen.put(id, room));
        return found;
    }

    private Optional<RoomView> find(String id) {
        Optional<Room> row = row(id);
        if (row.isEmpty() || row.get().epoch != null) {
            return row.map(Room::view);
        }
        String epoch = topics.ensure(row.get().address(), sharedPartitions);
        return Optional.of(opened(id, epoch));
    }

    @Transactional
    Optional<Room> row(String id) {
        return Room.findByIdOptional(id);
    }

    @Transactional
    RoomView opened(String id, String epoch) {
        Room room = Room.findById(id, LockModeType.PESSIMISTIC_WRITE);
        room.epoch = epoch;
        room.publish(news);
        return room.view();
    }

    /// Rooms whose newest version was not announced yet: their topic was not made when they were,
    /// or an earlier version of this service made or changed them.
    @Transactional
    List<String> unannounced() {
        return Room.<Room>list("announcedVersion < version").stream().map(room -> room.id).toList();
    }

    @Transactional
    void announce(String id) {
        Room room = Room.findById(id, LockModeType.PESSIMISTIC_WRITE);
        room.publish(news);
    }
}
