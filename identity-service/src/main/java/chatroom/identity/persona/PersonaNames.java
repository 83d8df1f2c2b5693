package chatroom.identity.persona;

import chatroom.events.PersonaState;
import chatroom.readers.Readers;
import chatroom.roomlog.StateReader;
import chatroom.text.ReservedNames;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The personas' names, as their topic tells them: a person must not pass for one.
@ApplicationScoped
public class PersonaNames {

    private final Map<String, PersonaState> byName = new ConcurrentHashMap<>();
    private volatile ReservedNames reserved = ReservedNames.of(List.of());
    private final StateReader<PersonaState> reader;

    PersonaNames(Readers readers) {
        this.reader =
                readers.states(
                        "identity-state",
                        PersonaState.TOPIC,
                        PersonaState.class,
                        StateReader.From.BEGINNING,
                        this::learn);
    }

    void start(@Observes StartupEvent started) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.close();
    }

    /// Whether this is, or looks like, the name of a persona.
    public boolean areTaken(String username) {
        return reserved.looksLikePersona(username);
    }

    private void learn(String name, @Nullable PersonaState persona) {
        if (persona == null) {
            byName.remove(name);
        } else {
            byName.put(name, persona);
        }
        reserve();
    }

    private void reserve() {
        reserved =
                ReservedNames.of(
                        byName.values().stream()
                                .flatMap(persona -> persona.names().stream())
                                .toList());
    }
}
