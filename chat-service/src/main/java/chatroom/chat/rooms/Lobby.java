package chatroom.chat.rooms;

import chatroom.events.AiSettings;
import chatroom.events.AiSettings.AiToAi;
import chatroom.events.RoomId;
import chatroom.events.Theme;
import chatroom.events.Visibility;
import chatroom.roomlog.LogUnavailableException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The room that is there from the start, and that everybody may enter.
@ApplicationScoped
class Lobby {

    private static final Logger LOG = Logger.getLogger(Lobby.class);

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private static final Theme THEME =
            new Theme(
                    "A dinner party across the centuries: big questions, small talk, good company",
                    "Be kind, be brief, and let everybody have a turn",
                    List.of("einstein", "curie", "shakespeare", "lovelace", "twain"));

    private final Rooms rooms;

    Lobby(Rooms rooms) {
        this.rooms = rooms;
    }

    void start(@Observes StartupEvent start) {
        if (!isMade()) {
            Thread.ofVirtual().name("lobby").start(this::retry);
        }
    }

    private void retry() {
        try {
            do {
                Thread.sleep(RETRY_DELAY);
            } while (!isMade());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A database that is slow or lost at the start must not end the process.
    private boolean isMade() {
        try {
            make();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("Database not available, the lobby is made later: %s", e);
            return false;
        }
    }

    private void make() {
        AiSettings usual = AiSettings.DEFAULT;
        // Here newcomers see at once that personas talk to each other: one of them always takes up
        // what another said.
        var lively =
                new AiSettings(
                        usual.maxRepliesPerMessage(),
                        new AiToAi(1, 1.0),
                        usual.respondWhen(),
                        usual.dailyTokenLimit(),
                        usual.cooldown());
        try {
            rooms.create(RoomId.LOBBY, "Lobby", THEME, Visibility.PUBLIC, lively, Optional.empty());
        } catch (LogUnavailableException e) {
            LOG.warn("Kafka does not answer yet: the lobby opens as soon as it does");
        }
    }
}
