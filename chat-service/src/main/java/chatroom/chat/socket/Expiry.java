package chatroom.chat.socket;

import chatroom.chat.live.LiveRooms;
import chatroom.chat.live.Subscriber;
import chatroom.chat.people.Caller;
import chatroom.events.EventJson;
import chatroom.events.SessionRevoked;
import chatroom.events.UserState;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Closes sockets with 4001 whose credential is good no longer: the token expired, the session was
/// revoked, the account disabled.
@ApplicationScoped
class Expiry {

    private final LiveRooms live;

    Expiry(LiveRooms live) {
        this.live = live;
    }

    @Scheduled(every = "1s", skipExecutionIf = ApplicationNotRunning.class)
    void sweep() {
        Instant now = Instant.now();
        close("the token expired", account -> account.expires().isBefore(now));
    }

    @Incoming("sessions-revoked")
    void revoked(ConsumerRecord<String, byte[]> announced) {
        SessionRevoked revoked = EventJson.read(announced.value(), SessionRevoked.class);
        close("signed out", account -> account.sessionId().equals(revoked.sessionId()));
    }

    void changed(@Observes UserState user) {
        if (user.disabled()) {
            close("the account is disabled", account -> account.id().equals(user.id()));
        }
    }

    private void close(String reason, Predicate<Caller.Account> which) {
        live.all().stream()
                .flatMap(feed -> feed.subscribers().stream())
                .filter(subscriber -> isOf(subscriber, which))
                .forEach(subscriber -> subscriber.close(Conversations.EXPIRED, reason));
    }

    private static boolean isOf(Subscriber subscriber, Predicate<Caller.Account> which) {
        return subscriber.caller() instanceof Caller.Account account && which.test(account);
    }
}
