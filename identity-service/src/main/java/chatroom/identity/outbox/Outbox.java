package chatroom.identity.outbox;

import chatroom.events.EventJson;
import chatroom.events.SessionRevoked;
import chatroom.events.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/// What other services are to hear. It is written in the transaction of the change that it tells
/// of, so there is never one without the other, and published once that is committed.
///
/// Two messages of one key go out in the order in which they were put, as long as whoever puts them
/// holds the lock of the account's row.
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Outbox {

    record Filled() {}

    private final EntityManager database;
    private final Event<Filled> filled;

    Outbox(EntityManager database, Event<Filled> filled) {
        this.database = database;
        this.filled = filled;
    }

    /// An account is new, or is now like this.
    public void put(UserState user) {
        put(UserState.TOPIC, user.id().toString(), user);
    }

    /// A session ended before its time.
    public void put(SessionRevoked revoked) {
        put(SessionRevoked.TOPIC, revoked.userId().toString(), revoked);
    }

    private void put(String topic, String key, Object value) {
        database.persist(new OutboxEntry(topic, key, EventJson.write(value)));
        filled.fire(new Filled());
    }
}
