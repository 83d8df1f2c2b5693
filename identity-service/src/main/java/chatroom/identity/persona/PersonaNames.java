package chatroom.identity.persona;

import chatroom.events.EventJson;
import chatroom.events.MalformedEventException;
import chatroom.events.PersonaState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
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

    /// Whether a persona is called so, or speaks under that name; without case.
    public boolean areTaken(String username) {
        String asked = username.toLowerCase(Locale.ROOT);
        return byName.values().stream()
                .anyMatch(persona ->
                        persona.name().toLowerCase(Locale.ROOT).equals(asked)
                                || persona.sender().toLowerCase(Locale.ROOT).equals(asked));
    }

    @Incoming("personas")
    void learn(ConsumerRecord<String, byte[]> told) {
        if (told.value() == null) {
            byName.remove(told.key());
            return;
        }
        try {
            byName.put(told.key(), EventJson.read(told.value(), PersonaState.class));
        } catch (MalformedEventException e) {
            LOG.warnf("record %d of personas is none: %s", told.offset(), e.getMessage());
        }
    }
}
