package chatroom.identity.news;

import chatroom.events.EventJson;
import chatroom.events.SessionRevoked;
import chatroom.events.UserState;
import chatroom.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What other services learn of accounts and sessions. It is written in the transaction of the
/// change, which holds the lock of the account's row, and published after it.
@ApplicationScoped
public class AccountNews {

    private final Outbox outbox;

    AccountNews(Outbox outbox) {
        this.outbox = outbox;
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
        outbox.put(new ProducerRecord<>(topic, key, EventJson.write(value)));
    }
}
