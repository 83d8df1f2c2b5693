package chatroom.sms.outbox;

import chatroom.roomlog.Traceparent;
import chatroom.sms.keys.Secrets;
import chatroom.sms.optout.OptOuts;
import chatroom.sms.store.Database;
import chatroom.sms.text.Segments;
import chatroom.sms.text.SmsText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Where SMS are laid down, in the transaction of what they are sent for.
@ApplicationScoped
public class Outbox {

    private static final Duration AUDIT_AFTER = Duration.ofMinutes(2);

    private final OptOuts optOuts;
    private final Secrets secrets;
    private final InstantSource clock;
    private final int maxSegments;
    private final int dailySegments;
    private final boolean mms;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Outbox(
            OptOuts optOuts,
            Secrets secrets,
            InstantSource clock,
            @ConfigProperty(name = "SMS_MAX_SEGMENTS") int maxSegments,
            @ConfigProperty(name = "SMS_DAILY_SEGMENTS") int dailySegments,
            @ConfigProperty(name = "SMS_MMS") boolean mms) {
        this.optOuts = optOuts;
        this.secrets = secrets;
        this.clock = clock;
        this.maxSegments = maxSegments;
        this.dailySegments = dailySegments;
        this.mms = mms;
    }

    /// Lays an SMS down, as part of the trace that this thread is in. To a number that has opted
    /// out it is laid down as failed: nothing is sent.
    ///
    /// @return whether it is new
    public boolean add(Connection connection, Letter letter) throws SQLException {
        String plain = SmsText.plain(letter.body());
        boolean whole = letter.kind() == Kind.SAFETY;
        String body = whole ? plain : mms ? SmsText.fitMms(plain) : fit(plain);
        boolean out = optOuts.isOut(connection, letter.to());
        boolean secret = letter.kind() == Kind.CODE;
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        int added =
                Database.update(
                        connection,
                        """
                        insert into outbox (id, user_id, to_number, number_hash, from_number, country,
                            kind, body, sealed, cause, segments, state, code, due_at, created_at, updated_at, audit_at,
                            traceparent)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (cause) do nothing\
                        """,
                        id,
                        letter.userId(),
                        letter.to(),
                        optOuts.hash(letter.to()),
                        letter.from(),
                        letter.country(),
                        letter.kind().label(),
                        out ? "" : secret ? secrets.seal(body) : body,
                        secret && !out,
                        letter.cause(),
                        Segments.of(body).count(),
                        out ? "failed" : "queued",
                        out ? "opted_out" : null,
                        letter.due(),
                        now,
                        now,
                        out ? null : now.plus(AUDIT_AFTER),
                        Traceparent.current());
        if (added > 0) {
            Database.updateAll(
                    connection,
                    "insert into outbox_lines (outbox_id, room_id, message_id) values (?, ?, ?)"
                            + " on conflict do nothing",
                    letter.lines().stream()
                            .map(line ->
                                    new @Nullable Object[] {id, line.roomId(), line.messageId()})
                            .toList());
        }
        return added > 0;
    }

    /// A text as it will be sent, without MMS.
    public String fit(String text) {
        return SmsText.fit(SmsText.plain(text), maxSegments);
    }

    /// Segments that this person may still be sent today (UTC); codes and answers count, too.
    public int segmentsLeft(Connection connection, UUID userId) throws SQLException {
        Instant today =
                clock.instant()
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
        int spent =
                Database.query(
                                connection,
                                """
                                select coalesce(sum(segments), 0) from outbox
                                where user_id = ? and created_at >= ? and code is distinct from 'opted_out'\
                                """,
                                row -> row.getInt(1),
                                userId,
                                today)
                        .getFirst();
        return dailySegments - spent;
    }

    /// Tells whoever sends that there is something to send; after the transaction.
    public void wake() {
        listeners.forEach(Runnable::run);
    }

    void onMail(Runnable listener) {
        listeners.add(listener);
    }
}
