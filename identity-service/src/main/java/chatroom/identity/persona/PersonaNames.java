package chatroom.identity.persona;

import chatroom.events.EventJson;
import chatroom.events.MalformedEventException;
import chatroom.events.PersonaState;
import chatroom.text.ReservedNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// The personas' names, as their topic tells them: a person must not pass for one.
@ApplicationScoped
public class PersonaNames {

    private static final Logger LOG = Logger.getLogger(PersonaNames.class);

    private final Map<String, PersonaState> byName = new ConcurrentHashMap<>();
    private volatile ReservedNames reserved = ReservedNames.of(List.of());

    /// Whether this is, or looks like, the name of a persona.
    public boolean areTaken(String username) {
        return reserved.looksLikePersona(username);
    }

    @Incoming("personas")
    void learn(ConsumerRecord<String, byte[]> told) {
        if (told.value() == null) {
            byName.remove(told.key());
            reserve();
            return;
        }
        try {
            byName.put(told.key(), EventJson.read(told.value(), PersonaState.class));
            reserve();
        } catch (MalformedEventException e) {
            LOG.warnf("record %d of personas is none: %s", told.offset(), e.getMessage());
        }
    }

    private void reserve() {
        reserved =
                ReservedNames.of(
                        byName.values().stream()
                                .flatMap(persona -> persona.names().stream())
                                .toList());
    }
}
