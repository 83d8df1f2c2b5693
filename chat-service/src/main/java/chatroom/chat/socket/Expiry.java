package chatroom.chat.socket;

import chatroom.chat.live.LiveRooms;
import chatroom.chat.live.Subscriber;
import chatroom.chat.people.Caller;
import chatroom.events.SessionRevoked;
import chatroom.events.UserState;
import chatroom.readers.Readers;
import chatroom.roomlog.StateReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Closes sockets with 4001 whose credential is good no longer: the token expired, the session was
/// revoked, the account disabled.
@ApplicationScoped
class Expiry {

    private final LiveRooms live;
    private final StateReader<SessionRevoked> reader;

    Expiry(LiveRooms live, Readers readers) {
        this.live = live;
        this.reader =
                readers.states(
                        "chat-state",
                        SessionRevoked.TOPIC,
                        SessionRevoked.class,
                        StateReader.From.NOW,
                        this::revoked);
    }

    void start(@Observes StartupEvent started) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.close();
    }

    @Scheduled(every = "1s", skipExecutionIf = ApplicationNotRunning.class)
    void sweep() {
        Instant now = Instant.now();
        close("the token expired", account -> account.expires().isBefore(now));
    }

    private void revoked(String userId, @Nullable SessionRevoked revoked) {
        if (revoked != null) {
            close("signed out", account -> account.sessionId().equals(revoked.sessionId()));
        }
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
