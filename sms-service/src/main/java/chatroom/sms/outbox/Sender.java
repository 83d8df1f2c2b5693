package chatroom.sms.outbox;

import chatroom.roomlog.Traceparent;
import chatroom.sms.keys.Secrets;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.Carrier;
import chatroom.sms.twilio.Carrier.Answer;
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
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Hands SMS over, one after the other to each number. That it is being done is committed before
/// the call: whoever finds it so after a crash looks it up at Twilio instead of sending it again.
@ApplicationScoped
class Sender {

    /// Hand-overs that Twilio surely did not take, after which it is given up.
    static final int TRIES = 3;

    private static final Duration PAUSE = Duration.ofMillis(500);

    /// All but one mostly wait to be woken.
    private static final Duration LONG_PAUSE = Duration.ofSeconds(2);

    /// A code that comes later than this is of no use to anybody.
    private static final Duration CODE_LIFE = Duration.ofMinutes(9);

    /// PostgreSQL's word for a second row where one is allowed: another worker was first.
    private static final String DUPLICATE = "23505";

    private final Database database;
    private final Secrets secrets;
    private final Carrier carrier;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final InstantSource clock;
    private final Reconciliations reconciliations;
    private final MeterRegistry meters;
    private final Tracer tracer;
    private final Duration lease;
    private final Duration backoff;
    private final int workers;
    private final int maxSegments;
    private final List<Loop> loops = new ArrayList<>();

    Sender(
            Database database,
            Secrets secrets,
            Carrier carrier,
            Outbox outbox,
            Deliveries deliveries,
            Reconciliations reconciliations,
            InstantSource clock,
            MeterRegistry meters,
            Tracer tracer,
            @ConfigProperty(name = "chatroom.sms.twilio-patience") Duration patience,
            @ConfigProperty(name = "chatroom.sms.backoff") Duration backoff,
            @ConfigProperty(name = "chatroom.sms.senders") int workers,
            @ConfigProperty(name = "SMS_MAX_SEGMENTS") int maxSegments) {
        this.database = database;
        this.secrets = secrets;
        this.carrier = carrier;
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.reconciliations = reconciliations;
        this.clock = clock;
        this.meters = meters;
        this.tracer = tracer;
        this.lease = patience.multipliedBy(2).plusSeconds(1);
        this.backoff = backoff;
        this.workers = workers;
        this.maxSegments = maxSegments;
    }

    void start(@Observes StartupEvent start) {
        if (!carrier.isConfigured()) {
            return;
        }
        for (int worker = 0; worker < workers; worker++) {
            Duration pause = worker == 0 ? PAUSE : LONG_PAUSE;
            loops.add(Loop.start("sms-sender-" + worker, pause, this::sendOne));
        }
        outbox.onMail(() -> loops.forEach(Loop::wake));
    }

    void stop(@Observes ShutdownEvent stop) {
        loops.forEach(Loop::close);
    }

    private boolean sendOne() throws SQLException {
        Optional<Mail> taken = take();
        if (taken.isEmpty()) {
            return false;
        }
        Mail mail = taken.get();
        if (mail.kind().equals(Kind.CODE.label())
                && mail.createdAt().plus(CODE_LIFE).isBefore(clock.instant())) {
            database.run(connection ->
                    deliveries.gaveUp(connection, mail.id(), 0, "busy", clock.instant()));
            return true;
        }
        Span span =
                tracer.spanBuilder("sms handover")
                        .setParent(Traceparent.context(mail.traceparent()))
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("chatroom.sms.kind", mail.kind())
                        .setAttribute("chatroom.sms.segments", mail.segments())
                        .startSpan();
        try (Scope _ = span.makeCurrent()) {
            handOver(mail);
        } finally {
            span.end();
        }
        return true;
    }

    private void handOver(Mail mail) throws SQLException {
        Answer answer =
                carrier.send(
                        new Carrier.Sms(
                                mail.id(),
                                mail.to(),
                                mail.from(),
                                mail.body(),
                                mail.segments() > maxSegments));
        database.run(connection -> record(connection, mail, answer));
    }

    /// Commits that an SMS is being sent.
    private Optional<Mail> take() throws SQLException {
        Instant now = clock.instant();
        try {
            return database.inTransaction(connection -> {
                Database.update(
                        connection,
                        """
                        update outbox set state = 'failed', code = 'opted_out', body = '', sealed = false,
                            updated_at = ?
                        where state = 'queued' and number_hash in (select number_hash from suppressions)\
                        """,
                        now);
                return Database.query(
                                connection,
                                """
                                update outbox set state = 'sending', attempts = attempts + 1,
                                    sending_since = ?, lease_until = ?, looks = 0, updated_at = ?
                                where id = (
                                    select id from outbox o where state = 'queued' and due_at <= ?
                                    and not exists (select 1 from outbox s
                                        where s.to_number = o.to_number and s.state = 'sending')
                                    order by due_at, created_at limit 1 for update skip locked)
                                returning *\
                                """,
                                Mail.opened(secrets),
                                now,
                                now.plus(lease),
                                now,
                                now)
                        .stream()
                        .findFirst();
            });
        } catch (SQLException e) {
            if (DUPLICATE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void record(Connection connection, Mail mail, Answer answer) throws SQLException {
        Instant now = clock.instant();
        switch (answer) {
            case Answer.Accepted accepted -> {
                count("accepted");
                deliveries.heard(
                        connection, mail.id(), accepted.sid(), accepted.status(), null, now);
            }
            case Answer.NotYet notYet -> {
                count("not_yet");
                if (mail.attempts() >= TRIES) {
                    deliveries.gaveUp(connection, mail.id(), 0, "busy", now);
                } else {
                    Database.update(
                            connection,
                            """
                            update outbox set state = 'queued', due_at = ?, lease_until = null, updated_at = ?
                            where id = ? and state = 'sending'\
                            """,
                            now.plus(pause(mail.attempts(), notYet.pause())),
                            now,
                            mail.id());
                }
            }
            case Answer.Refused refused -> {
                count("refused");
                String code = Outcomes.code(refused.code());
                deliveries.gaveUp(
                        connection,
                        mail.id(),
                        refused.code(),
                        code == null ? "carrier" : code,
                        now);
            }
            case Answer.Unclear _ -> {
                count("unclear");
                unclear(connection, mail, now);
            }
        }
    }

    private void unclear(Connection connection, Mail mail, Instant now) throws SQLException {
        int open =
                Database.update(
                        connection,
                        """
                        update outbox set state = 'unknown', due_at = ?, lease_until = null, updated_at = ?
                        where id = ? and state = 'sending'\
                        """,
                        now.plus(backoff),
                        now,
                        mail.id());
        if (open > 0) {
            return;
        }
        // Twilio's callback can be faster than its answer fails; what was looked up meanwhile is
        // counted by whoever looked.
        List<UUID> told =
                Database.query(
                        connection,
                        "select id from outbox where id = ? and sid is not null and looks = 0",
                        row -> row.getObject("id", UUID.class),
                        mail.id());
        if (!told.isEmpty()) {
            reconciliations.count(Reconciliations.Result.TOLD);
        }
    }

    /// Twice as long each time, and not the same for all; what Twilio asks for, where it is more.
    private Duration pause(int attempts, @Nullable Duration asked) {
        long base = backoff.toMillis() << (attempts - 1);
        Duration own = Duration.ofMillis(base + ThreadLocalRandom.current().nextLong(base / 2 + 1));
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }

    private void count(String answer) {
        meters.counter("sms.handovers", "answer", answer).increment();
        Span.current().setAttribute("chatroom.sms.answer", answer);
    }
}
