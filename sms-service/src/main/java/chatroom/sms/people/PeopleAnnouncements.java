package chatroom.sms.people;

import chatroom.events.UserState;
import chatroom.readers.Readers;
import chatroom.roomlog.StateReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Follows the topic `users` from its beginning.
@ApplicationScoped
class PeopleAnnouncements {

    private final People people;
    private final StateReader<UserState> reader;

    PeopleAnnouncements(People people, Readers readers) {
        this.people = people;
        this.reader =
                readers.states(
                        "sms-state",
                        UserState.TOPIC,
                        UserState.class,
                        StateReader.From.BEGINNING,
                        this::announced);
    }

    void start(@Observes StartupEvent started) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.close();
    }

    private void announced(String id, @Nullable UserState user) {
        if (user == null) {
            people.erased(UUID.fromString(id));
        } else {
            people.put(user);
        }
    }
}
