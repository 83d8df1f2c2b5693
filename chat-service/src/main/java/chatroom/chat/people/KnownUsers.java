package chatroom.chat.people;

import chatroom.events.EventJson;
import chatroom.events.UserState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The accounts, copied from the topic `users`.
@ApplicationScoped
public class KnownUsers {

    private final EntityManager entities;
    private final Event<UserState> changes;

    KnownUsers(EntityManager entities, Event<UserState> changes) {
        this.entities = entities;
        this.changes = changes;
    }

    /// Whether a name, in any case, belongs to an account.
    @Transactional
    public boolean isTaken(String name) {
        // Native: every guest's handshake asks this, and HQL costs more than the look-up.
        return !entities.createNativeQuery(
                        "select 1 from known_users where lower(username) = lower(?1) limit 1")
                .setParameter(1, name)
                .getResultList()
                .isEmpty();
    }

    @Incoming("users")
    @RunOnVirtualThread
    @Transactional
    void take(ConsumerRecord<String, byte[]> announced) {
        if (announced.value() == null) {
            KnownUser.delete("id = ?1", java.util.UUID.fromString(announced.key()));
            return;
        }
        UserState user = EventJson.read(announced.value(), UserState.class);
        entities.createNativeQuery(
                        """
                        insert into known_users (id, username, disabled) values (?1, ?2, ?3)
                        on conflict (id) do update set username = excluded.username, disabled = excluded.disabled
                        """)
                .setParameter(1, user.id())
                .setParameter(2, user.username())
                .setParameter(3, user.disabled())
                .executeUpdate();
        changes.fire(user);
    }
}
