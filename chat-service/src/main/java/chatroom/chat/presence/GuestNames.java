package chatroom.chat.presence;

import chatroom.chat.people.KnownPersonas;
import chatroom.chat.people.KnownUsers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The names of guests: each is one guest's while they are online, and none is an account's or a
/// persona's.
@ApplicationScoped
public class GuestNames {

    // Beginning with @ would look like the system itself; AI_ like a persona.
    private static final Pattern FORM =
            Pattern.compile("(?!AI_)[\\p{L}\\p{N}_][\\p{L}\\p{N}_. -]{0,31}");

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
        if (!FORM.matcher(name).matches() || !name.equals(name.strip())) {
            return Optional.of("not a name for a guest");
        }
        if (personas.isTaken(name) || isAccount(name)) {
            return Optional.of("that name belongs to somebody");
        }
        var mine = new Holder(false, System.nanoTime());
        Holder now =
                held.compute(key(name), (key, old) -> old == null || old.isStale() ? mine : old);
        if (now != mine) {
            return Optional.of("that name is online already");
        }
        if (!shared.reserve(name)) {
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
            shared.release(name);
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
        return name.toLowerCase(Locale.ROOT);
    }
}
