package chatroom.sms.rooms;

import chatroom.events.RoomState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// All rooms, as they were last announced.
@ApplicationScoped
public class Rooms {

    private final Map<String, RoomState> rooms = new ConcurrentHashMap<>();
    private final List<Consumer<RoomState>> listeners = new CopyOnWriteArrayList<>();

    /// The room; empty where it was not announced, or is gone.
    public Optional<RoomState> of(String id) {
        return Optional.ofNullable(rooms.get(id));
    }

    /// All rooms that are known.
    public List<RoomState> all() {
        return List.copyOf(rooms.values());
    }

    /// The room's name; its id where it is not known.
    public String name(String id) {
        return of(id).map(RoomState::name).orElse(id);
    }

    /// Tells of every room that is known, and of every one that is announced from now on. The same
    /// room may be told of more than once.
    public void onRoom(Consumer<RoomState> listener) {
        listeners.add(listener);
        rooms.values().forEach(listener);
    }

    void put(RoomState room) {
        RoomState now =
                rooms.merge(
                        room.id(),
                        room,
                        (known, announced) ->
                                announced.version() >= known.version() ? announced : known);
        listeners.forEach(listener -> listener.accept(now));
    }

    void remove(String id) {
        rooms.remove(id);
    }
}
