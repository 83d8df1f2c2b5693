package chatroom.chat.people;

import chatroom.events.EventJson;
import chatroom.events.PersonaState;
import chatroom.text.ReservedNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The personas, copied from the topic `personas` at every start.
@ApplicationScoped
public class KnownPersonas {

    private final Map<String, PersonaState> byName = new ConcurrentHashMap<>();
    private volatile ReservedNames reserved = ReservedNames.of(List.of());

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

    @Incoming("personas")
    void take(ConsumerRecord<String, byte[]> announced) {
        if (announced.value() == null) {
            byName.remove(announced.key());
        } else {
            byName.put(announced.key(), EventJson.read(announced.value(), PersonaState.class));
        }
        reserved =
                ReservedNames.of(
                        byName.values().stream()
                                .flatMap(persona -> persona.names().stream())
                                .toList());
    }
}
