package chatroom.ai.reply;

import chatroom.ai.personas.Cards;
import chatroom.ai.reply.Turn.Cast;
import chatroom.ai.rooms.Rooms;
import chatroom.ai.store.Database;
import chatroom.ai.turns.Rule;
import chatroom.events.MessageIds;
import chatroom.events.RoomId;
import chatroom.events.RoomState;
import chatroom.readers.KafkaConnection;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// The first two personas of the lobby say hello in it, once in its life, before anybody else has
/// spoken: nobody comes into an empty room.
@ApplicationScoped
class LobbyGreeting {

    private static final Logger LOG = Logger.getLogger(LobbyGreeting.class);
    private static final int GREETERS = 2;

    /// Beyond every bound, so that no persona answers a greeting.
    private static final int NO_ANSWER = 1_000;

    /// Somebody may have come in already, or be writing; nobody has talked for long.
    private static final long HARDLY_USED = 20;

    private static final UUID NOBODYS_LINE =
            UUID.nameUUIDFromBytes("greeting".getBytes(StandardCharsets.UTF_8));

    private final Rooms rooms;
    private final Cards cards;
    private final Database database;
    private final TurnDesk desk;
    private final Map<String, Object> kafka;
    private final AtomicBoolean begun = new AtomicBoolean();

    LobbyGreeting(
            Rooms rooms, Cards cards, Database database, TurnDesk desk, KafkaConnection kafka) {
        this.rooms = rooms;
        this.cards = cards;
        this.database = database;
        this.desk = desk;
        this.kafka = kafka.properties();
    }

    void start(@Observes StartupEvent started) {
        rooms.onRoom(room -> {
            if (room.id().equals(RoomId.LOBBY) && begun.compareAndSet(false, true)) {
                Thread.ofVirtual().name("greeting").start(() -> greet(room));
            }
        });
    }

    private void greet(RoomState lobby) {
        try {
            if (length(lobby) > HARDLY_USED) {
                return;
            }
            List<String> greeters =
                    lobby.theme().activePersonas().stream()
                            .filter(name -> cards.of(name).isPresent())
                            .limit(GREETERS)
                            .toList();
            database.run(connection -> {
                for (String greeter : greeters) {
                    Turns.addGreeting(
                            connection,
                            lobby.id(),
                            line(greeter),
                            new Cast(greeter, Rule.GREETING, NO_ANSWER));
                }
            });
            desk.wake();
        } catch (SQLException | ExecutionException | TimeoutException e) {
            LOG.warnf("nobody greets in the lobby: %s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static UUID line(String greeter) {
        return MessageIds.ofReply(NOBODYS_LINE, greeter);
    }

    private long length(RoomState lobby)
            throws InterruptedException, ExecutionException, TimeoutException {
        var place = new TopicPartition(lobby.address().topic(), lobby.address().partition());
        try (Admin admin = Admin.create(kafka)) {
            return admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                    .partitionResult(place)
                    .get(5, TimeUnit.SECONDS)
                    .offset();
        }
    }
}
