package chatroom.chat.people;

import chatroom.events.PersonaState;
import chatroom.readers.Readers;
import chatroom.roomlog.StateReader;
import chatroom.text.ReservedNames;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The personas, copied from the topic `personas` at every start.
@ApplicationScoped
public class KnownPersonas {

    private final Map<String, PersonaState> byName = new ConcurrentHashMap<>();
    private volatile ReservedNames reserved = ReservedNames.of(List.of());
    private final StateReader<PersonaState> reader;

    KnownPersonas(Readers readers) {
        this.reader =
                readers.states(
                        "chat-state",
                        PersonaState.TOPIC,
                        PersonaState.class,
                        StateReader.From.BEGINNING,
                        this::take);
    }

    void start(@Observes StartupEvent started) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.close();
    }

    /// Those of these names that exist, in the order of the names.
    public List<PersonaState> named(Collection<String> names) {
        return names.stream().map(byName::get).filter(Objects::nonNull).toList();
    }

    /// Those of these names that no persona has.
    public List<String> unknown(Collection<String> names) {
        return names.stream().filter(name -> !byName.containsKey(name)).toList();
    }

    /// The names that no person may have.
    public ReservedNames reserved() {
        return reserved;
    }

    private void take(String name, @Nullable PersonaState persona) {
        if (persona == null) {
            byName.remove(name);
        } else {
            byName.put(name, persona);
        }
        reserved =
                ReservedNames.of(
                        byName.values().stream().flatMap(known -> known.names().stream()).toList());
    }
}
