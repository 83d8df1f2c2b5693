package chatroom.sms.inbox;

import chatroom.roomlog.Traceparent;
import chatroom.sms.chat.ChatUnavailableException;
import chatroom.sms.chat.NobodyException;
import chatroom.sms.erasure.Erasure;
import chatroom.sms.outbox.Kind;
import chatroom.sms.outbox.Letter;
import chatroom.sms.outbox.Outbox;
import chatroom.sms.phones.Phone;
import chatroom.sms.phones.Phones;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.Carrier;
import chatroom.sms.twilio.SenderNumbers;
import chatroom.sms.work.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Brings texts to where they are for, those of one phone in their order. Who dies in between
/// leaves a lease that runs out; what the next one does again happens once, because a message in a
/// room has its id from the text's.
@ApplicationScoped
class InboxWorker {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /// All but one mostly wait to be woken.
    private static final Duration LONG_PAUSE = Duration.ofSeconds(2);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /// After this a text is old news, and its phone is told that it was not passed on.
    private static final Duration STALE = Duration.ofHours(1);

    private final Database database;
    private final Inbox inbox;
    private final Phones phones;
    private final TextHandler handler;
    private final Outbox outbox;
    private final Erasure erasure;
    private final SenderNumbers senders;
    private final Carrier carrier;
    private final MeterRegistry meters;
    private final Tracer tracer;
    private final InstantSource clock;
    private final Duration lease;
    private final int workers;
    private final List<Loop> loops = new ArrayList<>();

    InboxWorker(
            Database database,
            Inbox inbox,
            Phones phones,
            TextHandler handler,
            Outbox outbox,
            Erasure erasure,
            SenderNumbers senders,
            Carrier carrier,
            MeterRegistry meters,
            Tracer tracer,
            InstantSource clock,
            @ConfigProperty(name = "chatroom.sms.inbox-lease") Duration lease,
            @ConfigProperty(name = "chatroom.sms.inbox-workers") int workers) {
        this.database = database;
        this.inbox = inbox;
        this.phones = phones;
        this.handler = handler;
        this.outbox = outbox;
        this.erasure = erasure;
        this.senders = senders;
        this.carrier = carrier;
        this.meters = meters;
        this.tracer = tracer;
        this.clock = clock;
        this.lease = lease;
        this.workers = workers;
    }

    void start(@Observes StartupEvent start) {
        if (!carrier.isConfigured()) {
            return;
        }
        for (int worker = 0; worker < workers; worker++) {
            Duration pause = worker == 0 ? PAUSE : LONG_PAUSE;
            loops.add(Loop.start("sms-inbox-" + worker, pause, this::handleOne));
        }
        inbox.onText(() -> loops.forEach(Loop::wake));
    }

    void stop(@Observes ShutdownEvent stop) {
        loops.forEach(Loop::close);
    }

    private boolean handleOne() throws SQLException, InterruptedException {
        Optional<Received> taken = take();
        if (taken.isEmpty()) {
            return false;
        }
        Span span =
                tracer.spanBuilder("text")
                        .setParent(Traceparent.context(taken.get().traceparent()))
                        .setSpanKind(SpanKind.CONSUMER)
                        .startSpan();
        try (Scope _ = span.makeCurrent()) {
            handle(taken.get());
            return true;
        } finally {
            span.end();
        }
    }

    private void handle(Received text) throws SQLException, InterruptedException {
        Optional<Phone> phone =
                database.inTransaction(connection -> phones.byNumber(connection, text.from()));
        if (phone.isEmpty() || !phone.get().userId().equals(text.userId())) {
            // It was taken off, or went to somebody else, since the text came.
            database.run(connection -> finish(connection, text, Handled.silent("gone")));
            return;
        }
        Handled handled;
        try {
            handled = handler.handle(phone.get(), text);
        } catch (NobodyException e) {
            if (e.isGone()) {
                database.run(connection -> erasure.forget(connection, phone.get().userId()));
                return;
            }
            handled =
                    Handled.answered("disabled", "Your account in the chatroom is closed for now.");
        } catch (ChatUnavailableException e) {
            if (clock.instant().isBefore(text.at().plus(STALE))) {
                postpone(text);
                return;
            }
            handled =
                    Handled.answered(
                            "unavailable", "Not passed on: the chatroom can not be reached.");
        }
        Handled outcome = handled;
        database.run(connection -> {
            finish(connection, text, outcome);
            answer(connection, phone.get(), text, outcome);
        });
        outbox.wake();
    }

    private Optional<Received> take() throws SQLException {
        Instant now = clock.instant();
        return database.inTransaction(connection ->
                Database.query(
                                connection,
                                """
                                update inbox set attempts = attempts + 1, lease_until = ?
                                where message_sid = (
                                    select message_sid from inbox i
                                    where not done and due_at <= ?
                                    and (lease_until is null or lease_until < ?)
                                    and not exists (select 1 from inbox e
                                        where not e.done and e.from_number = i.from_number
                                        and (e.received_at, e.message_sid) < (i.received_at, i.message_sid))
                                    order by received_at limit 1 for update skip locked)
                                returning *\
                                """,
                                Received::of,
                                now.plus(lease),
                                now,
                                now)
                        .stream()
                        .findFirst());
    }

    private void postpone(Received text) throws SQLException {
        meters.counter("sms.inbox.postponed").increment();
        Duration pause = Duration.ofSeconds(1L << Math.min(6, text.attempts() - 1));
        database.run(connection ->
                Database.update(
                        connection,
                        "update inbox set due_at = ?, lease_until = null where message_sid = ?",
                        clock.instant()
                                .plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE),
                        text.sid()));
    }

    private void finish(Connection connection, Received text, Handled handled) throws SQLException {
        meters.counter("sms.texts", "outcome", handled.kind()).increment();
        Span.current().setAttribute("chatroom.sms.outcome", handled.kind());
        Database.update(
                connection,
                """
                update inbox set done = true, outcome = ?, room_id = ?, message_id = ?::uuid, body = '',
                    lease_until = null
                where message_sid = ?\
                """,
                handled.outcome(),
                handled.room(),
                handled.messageId(),
                text.sid());
        if (handled.messageId() != null) {
            Database.update(
                    connection,
                    """
                    insert into own_lines (message_id, user_id, room_id, at) values (?, ?, ?, ?)
                    on conflict do nothing\
                    """,
                    handled.messageId(),
                    text.userId(),
                    handled.room(),
                    text.at());
        }
    }

    private void answer(Connection connection, Phone phone, Received text, Handled handled)
            throws SQLException {
        String answer = handled.answer();
        if (answer != null) {
            outbox.add(
                    connection,
                    new Letter(
                            phone.userId(),
                            phone.number(),
                            senders.from(handled.room() == null ? phone.roomId() : handled.room()),
                            phone.country(),
                            Kind.ANSWER,
                            answer,
                            "answer:" + text.sid(),
                            List.of(),
                            clock.instant()));
        }
    }
}
