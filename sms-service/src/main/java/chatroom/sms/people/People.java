package chatroom.sms.people;

import chatroom.events.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// All accounts, as they were last announced.
@ApplicationScoped
public class People {

    private final Map<UUID, UserState> known = new ConcurrentHashMap<>();
    private final List<Consumer<UUID>> onErased = new CopyOnWriteArrayList<>();

    /// The account; empty where it was not announced, or is erased.
    public Optional<UserState> of(UUID id) {
        return Optional.ofNullable(known.get(id));
    }

    /// Whether SMS may go to this person: not to somebody who is unknown or shut out.
    public boolean isActive(UUID id) {
        return of(id).map(user -> !user.disabled()).orElse(false);
    }

    /// The name, or nothing for somebody who is not known (any more).
    public String name(UUID id) {
        return of(id).map(UserState::username).orElse("");
    }

    /// Tells of every account that is erased from now on; perhaps more than once.
    public void onErased(Consumer<UUID> listener) {
        onErased.add(listener);
    }

    void put(UserState user) {
        known.put(user.id(), user);
    }

    /// Somebody is gone.
    public void erased(UUID id) {
        known.remove(id);
        onErased.forEach(listener -> listener.accept(id));
    }
}
