package chatroom.sms.outgoing;

import chatroom.roomlog.Traceparent;
import chatroom.sms.outbox.Kind;
import chatroom.sms.outbox.Letter;
import chatroom.sms.outbox.Outbox;
import chatroom.sms.outgoing.Bundle.Said;
import chatroom.sms.people.People;
import chatroom.sms.phones.Phone;
import chatroom.sms.phones.Phones;
import chatroom.sms.rooms.Rooms;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.Carrier;
import chatroom.sms.twilio.SenderNumbers;
import chatroom.sms.work.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Scope;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes SMS of the lines that wait, once the first of them is due: answers at once, the rest
/// together, nothing at quiet hours, nothing beyond a day's segments.
@ApplicationScoped
class Gatherer {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration UNKNOWN_PERSON = Duration.ofMinutes(1);
    private static final int PEOPLE = 50;

    private final Database database;
    private final Phones phones;
    private final People people;
    private final Rooms rooms;
    private final Outbox outbox;
    private final SenderNumbers senders;
    private final Carrier carrier;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private @Nullable Loop loop;

    Gatherer(
            Database database,
            Phones phones,
            People people,
            Rooms rooms,
            Outbox outbox,
            SenderNumbers senders,
            Carrier carrier,
            MeterRegistry meters,
            InstantSource clock) {
        this.database = database;
        this.phones = phones;
        this.people = people;
        this.rooms = rooms;
        this.outbox = outbox;
        this.senders = senders;
        this.carrier = carrier;
        this.meters = meters;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        if (carrier.isConfigured()) {
            loop = Loop.start("sms-gatherer", PAUSE, this::gather);
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    void wake() {
        if (loop != null) {
            loop.wake();
        }
    }

    private boolean gather() throws SQLException {
        Instant now = clock.instant();
        List<UUID> due =
                database.inTransaction(connection ->
                        Database.query(
                                connection,
                                "select distinct user_id from waiting where due_at <= ? limit ?",
                                row -> row.getObject(1, UUID.class),
                                now,
                                PEOPLE));
        for (UUID userId : due) {
            database.run(connection -> gather(connection, userId, now));
        }
        if (!due.isEmpty()) {
            outbox.wake();
        }
        return due.size() == PEOPLE;
    }

    private void gather(Connection connection, UUID userId, Instant now) throws SQLException {
        Optional<Phone> locked = phones.lock(connection, userId);
        if (locked.isEmpty()) {
            if (phones.of(connection, userId).isEmpty()) {
                Database.update(connection, "delete from waiting where user_id = ?", userId);
            }
            return;
        }
        Phone phone = locked.get();
        boolean shutOut = people.of(userId).map(user -> user.disabled()).orElse(false);
        if (!phone.isOptedIn() || shutOut) {
            Database.update(connection, "delete from waiting where user_id = ?", userId);
            return;
        }
        if (!people.isActive(userId)) {
            postpone(connection, userId, now.plus(UNKNOWN_PERSON), false);
            return;
        }
        if (outbox.segmentsLeft(connection, userId) <= 0) {
            meters.counter("sms.budget.spent").increment();
            postpone(connection, userId, QuietHours.next(phone, tomorrow(now)), false);
            return;
        }
        List<Waiting> waiting =
                Database.query(
                        connection,
                        "select * from waiting where user_id = ? order by id",
                        Waiting::of,
                        userId);
        send(connection, phone, only(waiting, line -> line.isReply() && isDue(line, now)), now);
        List<Waiting> others = only(waiting, line -> !line.isReply());
        if (others.stream().anyMatch(line -> isDue(line, now))) {
            Instant allowed = QuietHours.next(phone, now);
            if (allowed.isAfter(now)) {
                // They became quiet after it was put aside.
                postpone(connection, userId, allowed, true);
            } else {
                send(connection, phone, others, now);
            }
        }
    }

    private static boolean isDue(Waiting line, Instant now) {
        return !line.due().isAfter(now);
    }

    private static List<Waiting> only(List<Waiting> waiting, Predicate<Waiting> which) {
        return waiting.stream().filter(which).toList();
    }

    private static Instant tomorrow(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static void postpone(
            Connection connection, UUID userId, Instant until, boolean notReplies)
            throws SQLException {
        Database.update(
                connection,
                "update waiting set due_at = ? where user_id = ? and due_at < ?"
                        + (notReplies ? " and kind <> 'reply'" : ""),
                until,
                userId,
                until);
    }

    private void send(Connection connection, Phone phone, List<Waiting> lines, Instant now)
            throws SQLException {
        Map<String, List<Waiting>> byRoom =
                lines.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Waiting::room, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Waiting>> room : byRoom.entrySet()) {
            // Of several lines, the first one's trace goes on.
            String trace = room.getValue().getFirst().traceparent();
            try (Scope _ = Traceparent.context(trace).makeCurrent()) {
                send(connection, phone, room.getKey(), room.getValue(), now);
            }
        }
    }

    private void send(
            Connection connection, Phone phone, String room, List<Waiting> lines, Instant now)
            throws SQLException {
        boolean reply = lines.getFirst().isReply();
        outbox.add(
                connection,
                new Letter(
                        phone.userId(),
                        phone.number(),
                        senders.from(room),
                        phone.country(),
                        reply ? Kind.REPLY : Kind.LINES,
                        body(phone, room, lines, reply),
                        "line:" + phone.userId() + ":" + lines.getFirst().messageId(),
                        lines.stream()
                                .map(line -> new Letter.Line(room, line.messageId()))
                                .toList(),
                        now));
        for (Waiting line : lines) {
            Database.update(connection, "delete from waiting where id = ?", line.id());
        }
    }

    private String body(Phone phone, String room, List<Waiting> lines, boolean reply) {
        List<Said> said = lines.stream().map(Waiting::said).toList();
        boolean summed = !reply && (phone.mode().equals("digest") || said.size() > Bundle.MOST);
        if (summed) {
            return Bundle.digest(rooms.name(room), said, outbox::fit);
        }
        String body = Bundle.lines(said);
        return room.equals(phone.roomId()) ? body : "(" + rooms.name(room) + ") " + body;
    }
}
