package chatroom.sms.people;

import chatroom.events.EventJson;
import chatroom.events.MalformedEventException;
import chatroom.events.UserState;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Follows the topic `users` from its beginning.
@ApplicationScoped
class PeopleAnnouncements {

    private static final Logger LOG = Logger.getLogger(PeopleAnnouncements.class);

    private final People people;

    PeopleAnnouncements(People people) {
        this.people = people;
    }

    @Incoming("users")
    @Blocking
    void announced(ConsumerRecord<String, byte @Nullable []> announcement) {
        try {
            if (announcement.value() == null) {
                people.erased(UUID.fromString(announcement.key()));
            } else {
                people.put(EventJson.read(announcement.value(), UserState.class));
            }
        } catch (MalformedEventException | IllegalArgumentException e) {
            // The account stays as it was last understood.
            LOG.warnf("announcement of an account not understood: %s", e.getClass().getName());
        }
    }
}
