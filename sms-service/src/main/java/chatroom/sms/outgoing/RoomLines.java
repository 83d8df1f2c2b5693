package chatroom.sms.outgoing;

import chatroom.events.RoomEvent.MemberChanged;
import chatroom.events.RoomEvent.MessagePosted;
import chatroom.events.RoomEvent.ReplyPosted;
import chatroom.mentions.Mentions;
import chatroom.roomlog.LoggedEvent;
import chatroom.roomlog.RoomGroupReader.BatchHandler;
import chatroom.sms.people.People;
import chatroom.sms.phones.Phone;
import chatroom.sms.phones.Phones;
import chatroom.sms.safety.SafetyTexts;
import chatroom.sms.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Puts lines of rooms aside for the phones that should hear them. A batch that comes again changes
/// nothing.
@ApplicationScoped
class RoomLines implements BatchHandler {

    /// What is older when it is read is not news any more, by its author's clock.
    private static final Duration STALE = Duration.ofHours(12);

    private final Database database;
    private final Phones phones;
    private final People people;
    private final Gatherer gatherer;
    private final InstantSource clock;
    private final Duration gather;
    private final Duration digest;

    RoomLines(
            Database database,
            Phones phones,
            People people,
            Gatherer gatherer,
            InstantSource clock,
            @ConfigProperty(name = "chatroom.sms.gather") Duration gather,
            @ConfigProperty(name = "chatroom.sms.digest") Duration digest) {
        this.database = database;
        this.phones = phones;
        this.people = people;
        this.gatherer = gatherer;
        this.clock = clock;
        this.gather = gather;
        this.digest = digest;
    }

    /// Something that was said.
    ///
    /// @param calm whether it is the line that is said to distress
    /// @param author the account; null for guests and personas
    /// @param traceparent what saying it was part of
    private record Line(
            String room,
            UUID id,
            @Nullable UUID author,
            String speaker,
            String text,
            @Nullable UUID replyTo,
            boolean persona,
            boolean calm,
            Instant at,
            @Nullable String traceparent) {}

    @Override
    public void accept(List<LoggedEvent> batch) throws SQLException {
        Instant now = clock.instant();
        Set<String> rooms = new HashSet<>();
        for (LoggedEvent logged : batch) {
            if (isOfInterest(logged)) {
                rooms.add(logged.roomId());
            }
        }
        if (rooms.isEmpty()) {
            return;
        }
        database.run(connection -> {
            for (LoggedEvent logged : batch) {
                note(connection, logged);
            }
            List<Phone> listening = phones.in(connection, rooms);
            for (LoggedEvent logged : batch) {
                Optional<Line> line = line(logged);
                if (line.isPresent() && !logged.time().plus(STALE).isBefore(now)) {
                    Set<UUID> askedBy = owner(connection, line.get().replyTo());
                    for (Phone phone : listening) {
                        if (logged.roomId().equals(phone.roomId())) {
                            offer(connection, phone, line.get(), askedBy, now);
                        }
                    }
                }
            }
        });
        gatherer.wake();
    }

    private static boolean isOfInterest(LoggedEvent logged) {
        return logged.event() instanceof MemberChanged || line(logged).isPresent();
    }

    private static Optional<Line> line(LoggedEvent logged) {
        if (logged.event() instanceof MessagePosted said) {
            return Optional.of(
                    new Line(
                            logged.roomId(),
                            said.id(),
                            said.userId(),
                            said.sender(),
                            said.text(),
                            said.replyTo(),
                            false,
                            false,
                            logged.time(),
                            logged.traceparent()));
        }
        if (logged.event() instanceof ReplyPosted said) {
            return Optional.of(
                    new Line(
                            logged.roomId(),
                            said.id(),
                            null,
                            Speaker.of(said.sender()),
                            said.text(),
                            said.replyTo(),
                            true,
                            said.provider().equals(SafetyTexts.PROVIDER),
                            logged.time(),
                            logged.traceparent()));
        }
        return Optional.empty();
    }

    /// What a phone said, and that somebody is out of a room.
    private void note(Connection connection, LoggedEvent logged) throws SQLException {
        if (logged.event() instanceof MessagePosted said
                && said.userId() != null
                && said.clientId() != null) {
            // The worker that posted it may not have noted it yet.
            Database.update(
                    connection,
                    """
                    insert into own_lines (message_id, user_id, room_id, at)
                    select ?, user_id, ?, ? from inbox where message_sid = ? and user_id = ?
                    on conflict do nothing\
                    """,
                    said.id(),
                    logged.roomId(),
                    logged.time(),
                    said.clientId(),
                    said.userId());
        }
        if (logged.event() instanceof MemberChanged changed && changed.role() == null) {
            Database.update(
                    connection,
                    "update phone_numbers set default_room_id = null"
                            + " where user_id = ? and default_room_id = ?",
                    changed.userId(),
                    logged.roomId());
            Database.update(
                    connection,
                    "delete from waiting where user_id = ? and room_id = ?",
                    changed.userId(),
                    logged.roomId());
        }
    }

    private static Set<UUID> owner(Connection connection, @Nullable UUID message)
            throws SQLException {
        return message == null
                ? Set.of()
                : Database.query(
                                connection,
                                "select user_id from own_lines where message_id = ?",
                                row -> row.getObject(1, UUID.class),
                                message)
                        .stream()
                        .collect(Collectors.toSet());
    }

    private void offer(
            Connection connection, Phone phone, Line line, Set<UUID> askedBy, Instant now)
            throws SQLException {
        if (phone.userId().equals(line.author()) || line.at().isBefore(phone.consentedAt())) {
            return;
        }
        boolean toPhone = askedBy.contains(phone.userId());
        if (toPhone && line.calm()) {
            // The phone was told at once, with the numbers of its own country.
            return;
        }
        if (toPhone && line.persona()) {
            put(connection, phone, line, "reply", now);
            return;
        }
        boolean mentioned = toPhone || Mentions.of(people.name(phone.userId()), line.text());
        boolean muted = phone.mutedUntil() != null && now.isBefore(phone.mutedUntil());
        if (muted || (phone.mode().equals("mentions") && !mentioned)) {
            return;
        }
        Instant due = now.plus(phone.mode().equals("digest") ? digest : gather);
        put(connection, phone, line, mentioned ? "mention" : "line", QuietHours.next(phone, due));
    }

    private static void put(Connection connection, Phone phone, Line line, String kind, Instant due)
            throws SQLException {
        Database.update(
                connection,
                """
                insert into waiting (user_id, room_id, message_id, speaker, body, kind, said_at, due_at, traceparent)
                select ?, ?, ?, ?, ?, ?, ?, ?, ?
                where not exists (select 1 from outbox_lines l join outbox o on o.id = l.outbox_id
                    where l.message_id = ? and o.user_id = ?)
                on conflict do nothing\
                """,
                phone.userId(),
                line.room(),
                line.id(),
                line.speaker(),
                line.text().replace("\0", ""),
                kind,
                line.at(),
                due,
                line.traceparent(),
                line.id(),
                phone.userId());
    }
}
