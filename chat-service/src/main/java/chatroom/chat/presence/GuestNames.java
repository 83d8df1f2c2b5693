package chatroom.chat.presence;

import chatroom.chat.people.KnownPersonas;
import chatroom.chat.people.KnownUsers;
import chatroom.text.LookAlikes;
import chatroom.text.PersonName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The names of guests: each is one guest's while they are online, and none looks like an
/// account's, a persona's, or that of somebody who runs the place.
@ApplicationScoped
public class GuestNames {

    /// A handshake that was let in opens its socket at once, or never.
    private static final Duration TO_OPEN = Duration.ofSeconds(10);

    private record Holder(boolean opened, long since) {
        boolean isStale() {
            return !opened && System.nanoTime() - since > TO_OPEN.toNanos();
        }
    }

    private final Map<String, Holder> held = new ConcurrentHashMap<>();
    private final SharedPresence shared;
    private final KnownUsers users;
    private final KnownPersonas personas;

    GuestNames(SharedPresence shared, KnownUsers users, KnownPersonas personas) {
        this.shared = shared;
        this.users = users;
        this.personas = personas;
    }

    /// Takes a name for a guest who is about to open a socket. Blocks.
    ///
    /// @return why not; empty where the name is theirs now
    public Optional<String> reserve(String name) {
        Optional<String> refusal =
                PersonName.refusalOfGuest(name).or(() -> personas.reserved().refusal(name));
        if (refusal.isPresent()) {
            return refusal.map(reason -> "user_id " + reason);
        }
        if (isAccount(name)) {
            return Optional.of("that name belongs to somebody");
        }
        var mine = new Holder(false, System.nanoTime());
        Holder now =
                held.compute(key(name), (key, old) -> old == null || old.isStale() ? mine : old);
        if (now != mine) {
            return Optional.of("that name is online already");
        }
        if (!shared.reserve(key(name))) {
            held.remove(key(name), mine);
            return Optional.of("that name is online already");
        }
        return Optional.empty();
    }

    /// The guest's socket is open.
    public void opened(String name) {
        held.put(key(name), new Holder(true, System.nanoTime()));
    }

    /// The guest is gone.
    public void release(String name) {
        if (held.remove(key(name)) != null) {
            shared.release(key(name));
        }
    }

    void renew() {
        held.values().removeIf(Holder::isStale);
        shared.renew(List.copyOf(held.keySet()));
    }

    private boolean isAccount(String name) {
        try {
            return users.isTaken(name);
        } catch (PersistenceException e) {
            // Postgres is down: a guest who borrows a name for that while is the smaller evil.
            return false;
        }
    }

    private static String key(String name) {
        return LookAlikes.skeleton(name);
    }
}
