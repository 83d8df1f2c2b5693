package chatroom.sms.outbox;

import chatroom.events.MessageIds;
import chatroom.events.RoomState;
import chatroom.sms.rooms.Rooms;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.Carrier;
import chatroom.sms.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells rooms what became of the SMS that carry their messages: after it is committed, and before
/// it is noted as told, so that a crash in between tells it twice under one id, and never not.
@ApplicationScoped
class RoomStates {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Database database;
    private final Rooms rooms;
    private final StateLog log;
    private final Outbox outbox;
    private final Carrier carrier;
    private @Nullable Loop loop;

    RoomStates(Database database, Rooms rooms, StateLog log, Outbox outbox, Carrier carrier) {
        this.database = database;
        this.rooms = rooms;
        this.log = log;
        this.outbox = outbox;
        this.carrier = carrier;
    }

    private record Change(UUID id, UUID userId, String state, @Nullable String code, Instant at) {
        static Change of(ResultSet row) throws SQLException {
            return new Change(
                    row.getObject("id", UUID.class),
                    row.getObject("user_id", UUID.class),
                    row.getString("state"),
                    row.getString("code"),
                    Database.time(row, "updated_at"));
        }
    }

    void start(@Observes StartupEvent start) {
        if (!carrier.isConfigured()) {
            return;
        }
        Loop telling = Loop.start("sms-states", PAUSE, this::tellOne);
        loop = telling;
        outbox.onMail(telling::wake);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean tellOne() throws SQLException, InterruptedException {
        Optional<Change> found = untold();
        if (found.isEmpty()) {
            return false;
        }
        Change change = found.get();
        for (Letter.Line line : lines(change.id())) {
            // A room that is gone has nobody to tell.
            Optional<RoomState> room = rooms.of(line.roomId());
            if (room.isPresent()) {
                log.tell(room.get(), news(change, line));
            }
        }
        database.run(connection ->
                Database.update(
                        connection,
                        "update outbox set told = ? where id = ?",
                        change.state(),
                        change.id()));
        return true;
    }

    private Optional<Change> untold() throws SQLException {
        return database.inTransaction(connection -> {
            // Most SMS carry nothing of a room.
            Database.update(
                    connection,
                    """
                    update outbox o set told = state where told is distinct from state
                    and not exists (select 1 from outbox_lines l where l.outbox_id = o.id)\
                    """);
            return Database.query(
                            connection,
                            """
                            select id, user_id, state, code, updated_at from outbox
                            where told is distinct from state and state in ('sent', 'delivered', 'failed')
                            order by updated_at limit 1\
                            """,
                            Change::of)
                    .stream()
                    .findFirst();
        });
    }

    private List<Letter.Line> lines(UUID outboxId) throws SQLException {
        return database.inTransaction(connection ->
                Database.query(
                        connection,
                        "select room_id, message_id from outbox_lines where outbox_id = ?",
                        row -> new Letter.Line(row.getString(1), row.getObject(2, UUID.class)),
                        outboxId));
    }

    private static StateLog.News news(Change change, Letter.Line line) {
        return new StateLog.News(
                MessageIds.ofClient(
                        line.roomId(),
                        change.id().toString(),
                        "sms-" + change.state() + "-" + line.messageId()),
                change.at(),
                line.messageId(),
                change.userId(),
                change.state(),
                change.code(),
                Outcomes.sentence(change.code()));
    }
}
