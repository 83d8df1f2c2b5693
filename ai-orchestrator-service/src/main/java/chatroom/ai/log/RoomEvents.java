package chatroom.ai.log;

import chatroom.ai.distress.DistressLog;
import chatroom.ai.distress.SafetyVoice;
import chatroom.ai.log.PeopleOfRooms.Seen;
import chatroom.ai.reply.Stops;
import chatroom.ai.reply.TurnDesk;
import chatroom.ai.reply.Turns;
import chatroom.ai.rooms.Rooms;
import chatroom.ai.store.Database;
import chatroom.ai.turns.Author;
import chatroom.ai.turns.Line;
import chatroom.ai.turns.SilenceReason;
import chatroom.events.EndReason;
import chatroom.events.RoomEvent.MemberChanged;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.ReplyDelta;
import chatroom.events.RoomEvent.ReplyEnded;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.events.RoomEvent.ReplyStarted;
import chatroom.events.RoomEvent.ReplyStopRequested;
import chatroom.events.RoomEvent.SmsState;
import chatroom.events.RoomEvent.ThemeChanged;
import chatroom.events.RoomEvent.UserJoined;
import chatroom.events.RoomEvent.UserLeft;
import chatroom.events.RoomEvent.UserTyping;
import chatroom.events.Via;
import chatroom.roomlog.LoggedEvent;
import chatroom.roomlog.RoomGroupReader.BatchHandler;
import chatroom.safety.Distress;
import chatroom.safety.DistressDetector;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns what happened in rooms into lines and turns. A batch that comes again changes nothing.
@ApplicationScoped
class RoomEvents implements BatchHandler {

    /// A line that is older than this when it is read is not answered any more: after a long outage
    /// personas do not talk to a room that has moved on. By the author's clock.
    static final Duration STALE = Duration.ofSeconds(60);

    /// Distress that is read later than this is not answered any more, by the author's clock.
    static final Duration DISTRESS_STALE = Duration.ofHours(1);

    /// A room's old lines are thrown away at one line in so many.
    private static final int TRIMMED_AT_ONE_IN = 16;

    private final Database database;
    private final Rooms rooms;
    private final Typing typing;
    private final Stops stops;
    private final TurnDesk desk;
    private final DistressDetector detector;
    private final InstantSource clock;

    RoomEvents(
            Database database,
            Rooms rooms,
            Typing typing,
            Stops stops,
            TurnDesk desk,
            DistressDetector detector,
            InstantSource clock) {
        this.database = database;
        this.rooms = rooms;
        this.typing = typing;
        this.stops = stops;
        this.desk = desk;
        this.detector = detector;
        this.clock = clock;
    }

    /// What one batch writes.
    private static final class Harvest {
        final List<@Nullable Object[]> lines = new ArrayList<>();
        final List<@Nullable Object[]> turns = new ArrayList<>();
        final Set<String> grown = new LinkedHashSet<>();
        final List<@Nullable Object[]> distress = new ArrayList<>();
        final List<Seen> came = new ArrayList<>();
        final List<Seen> removed = new ArrayList<>();
        final List<UUID> stops = new ArrayList<>();
        boolean due;

        void line(String room, Line line) {
            lines.add(Lines.row(room, line));
            if (Math.floorMod(line.id().hashCode(), TRIMMED_AT_ONE_IN) == 0) {
                grown.add(room);
            }
        }

        void turn(LoggedEvent logged, UUID line, String kind, @Nullable SilenceReason silence) {
            turns.add(Turns.row(logged, line, kind, silence));
            due |= silence == null;
        }

        boolean isEmpty() {
            return lines.isEmpty() && stops.isEmpty() && came.isEmpty() && removed.isEmpty();
        }
    }

    @Override
    public void accept(List<LoggedEvent> batch) throws SQLException {
        Instant now = clock.instant();
        var harvest = new Harvest();
        batch.forEach(logged -> gather(logged, now, harvest));
        if (harvest.isEmpty()) {
            return;
        }
        database.run(connection -> {
            Lines.add(connection, harvest.lines);
            DistressLog.add(connection, harvest.distress);
            Turns.add(connection, harvest.turns);
            Lines.trim(connection, harvest.grown);
            PeopleOfRooms.add(connection, harvest.came);
            PeopleOfRooms.remove(connection, harvest.removed);
            PeopleOfRooms.trim(connection, harvest.grown);
            if (!harvest.grown.isEmpty()) {
                DistressLog.trim(connection);
            }
            for (UUID reply : harvest.stops) {
                Turns.requestStop(connection, reply);
            }
        });
        harvest.stops.forEach(stops::request);
        if (harvest.due) {
            desk.wake();
        }
    }

    private void gather(LoggedEvent logged, Instant now, Harvest harvest) {
        String room = logged.roomId();
        boolean stale = logged.time().plus(STALE).isBefore(now);
        SilenceReason silence = stale ? SilenceReason.STALE : empty(room);
        switch (logged.event()) {
            case MessagePosted said -> {
                typing.spoke(room, said.sender());
                harvest.line(
                        room,
                        new Line(
                                said.id(),
                                logged.seq(),
                                new Author.Person(said.sender()),
                                said.text(),
                                said.replyTo(),
                                0,
                                false,
                                said.via() == Via.SMS));
                Optional<Distress> distress = distress(said, logged, now);
                if (distress.isPresent()) {
                    harvest.distress.add(
                            DistressLog.row(
                                    said.id(), room, said.sender(), logged.seq(), distress.get()));
                    harvest.turn(logged, said.id(), Turns.DISTRESS, null);
                } else {
                    harvest.turn(logged, said.id(), Turns.PERSON, silence);
                }
            }
            case ReplyPosted said -> {
                boolean calm = said.provider().equals(SafetyVoice.PROVIDER);
                boolean excuse =
                        calm
                                || said.outcome() == EndReason.FAILED
                                || said.outcome() == EndReason.BUDGET_SPENT
                                || said.outcome() == EndReason.FILTERED;
                harvest.line(
                        room,
                        new Line(
                                said.id(),
                                logged.seq(),
                                new Author.Persona(said.personaId(), said.sender()),
                                said.text(),
                                said.replyTo(),
                                said.hop(),
                                excuse,
                                false));
                if (!calm && said.outcome() == null && mayGoOn(room, said.hop())) {
                    harvest.turn(logged, said.id(), Turns.PERSONA, silence);
                }
            }
            case ReplyStopRequested stop -> harvest.stops.add(stop.id());
            case UserTyping writing -> {
                if (!stale) {
                    typing.typed(room, writing.sender(), now);
                }
            }
            case ReplyStarted _, ReplyDelta _, ReplyEnded _ -> {}
            case UserJoined joined -> harvest.came.add(new Seen(room, joined.sender()));
            case MemberChanged changed ->
                    (changed.role() == null ? harvest.removed : harvest.came)
                            .add(new Seen(room, changed.name()));
            // People are still called by name after they left.
            case UserLeft _, ThemeChanged _, SmsState _ -> {}
        }
    }

    /// Distress is answered in every room, with or without personas, and also when it is read late.
    private Optional<Distress> distress(MessagePosted said, LoggedEvent logged, Instant now) {
        boolean old = logged.time().plus(DISTRESS_STALE).isBefore(now);
        return old ? Optional.empty() : detector.detect(said.text());
    }

    /// A room of people alone takes one row for a line, not a turn with its lease.
    private @Nullable SilenceReason empty(String room) {
        boolean empty =
                rooms.of(room).map(state -> state.theme().activePersonas().isEmpty()).orElse(false);
        return empty ? SilenceReason.NO_PERSONA : null;
    }

    /// Whether the room lets a persona answer a line of that hop. A room that is not known yet is
    /// asked when the turn is taken.
    private boolean mayGoOn(String room, int hop) {
        return rooms.of(room).map(state -> hop <= state.ai().aiToAi().maxHops()).orElse(true);
    }
}
