package chatroom.sms.outbox;

import chatroom.sms.keys.Secrets;
import chatroom.sms.outbox.Reconciliations.Result;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.Carrier;
import chatroom.sms.twilio.Carrier.Remembered;
import chatroom.sms.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Finds out what became of SMS of which it is not known whether Twilio took them: no answer, one
/// that says nothing, or a process that died in between. They are looked up in Twilio's list by
/// number, time and text. Only what is not there after a while, in several looks, is sent again.
@ApplicationScoped
class Reconciler {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LOOKING = Duration.ofSeconds(60);
    private static final int LOOKS = 3;

    /// Twilio's clock and ours need not agree.
    private static final Duration SKEW = Duration.ofMinutes(2);

    /// After this it is neither sent again nor looked for: that is told as it is.
    private static final Duration HOPELESS = Duration.ofHours(24);

    private static final String TRIAL = "Sent from your Twilio trial account - ";

    private final Database database;
    private final Secrets secrets;
    private final Carrier carrier;
    private final Deliveries deliveries;
    private final InstantSource clock;
    private final Reconciliations reconciliations;
    private final Duration settled;
    private @Nullable Loop loop;

    Reconciler(
            Database database,
            Secrets secrets,
            Carrier carrier,
            Deliveries deliveries,
            InstantSource clock,
            Reconciliations reconciliations,
            @ConfigProperty(name = "chatroom.sms.settled-after") Duration settled) {
        this.database = database;
        this.secrets = secrets;
        this.carrier = carrier;
        this.deliveries = deliveries;
        this.clock = clock;
        this.reconciliations = reconciliations;
        this.settled = settled;
    }

    void start(@Observes StartupEvent start) {
        if (carrier.isConfigured()) {
            loop = Loop.start("sms-reconciler", PAUSE, this::lookForOne);
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean lookForOne() throws SQLException {
        Optional<Mail> lost = take();
        if (lost.isEmpty()) {
            return false;
        }
        Mail mail = lost.get();
        List<Remembered> listed;
        try {
            listed = carrier.sentTo(mail.to(), mail.sendingSince().minus(SKEW));
        } catch (Carrier.SilentException e) {
            database.run(connection -> notAnswered(connection, mail));
            return true;
        }
        database.run(connection -> {
            Optional<Remembered> found = match(connection, mail, listed);
            if (found.isPresent()) {
                Remembered it = found.get();
                if (deliveries.heard(
                                connection,
                                mail.id(),
                                it.sid(),
                                it.status(),
                                it.errorCode(),
                                clock.instant())
                        == Deliveries.Heard.SETTLED) {
                    reconciliations.count(Result.FOUND);
                }
            } else {
                notFound(connection, mail);
            }
        });
        return true;
    }

    private Optional<Mail> take() throws SQLException {
        Instant now = clock.instant();
        return database.inTransaction(connection ->
                Database.query(
                                connection,
                                """
                                update outbox set state = 'unknown', due_at = ?, lease_until = null,
                                    looks = looks + 1, updated_at = ?
                                where id = (
                                    select id from outbox where (state = 'unknown' and due_at <= ?)
                                    or (state = 'sending' and lease_until < ?)
                                    order by due_at limit 1 for update skip locked)
                                returning *\
                                """,
                                Mail.opened(secrets),
                                now.plus(LOOKING),
                                now,
                                now,
                                now)
                        .stream()
                        .findFirst());
    }

    /// The oldest SMS of that text that no other of ours is.
    private static Optional<Remembered> match(
            Connection connection, Mail mail, List<Remembered> listed) throws SQLException {
        for (Remembered it :
                listed.stream()
                        .filter(it -> isText(it.body(), mail.body()))
                        .sorted(
                                Comparator.comparing(
                                        Remembered::createdAt,
                                        Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList()) {
            boolean taken =
                    !Database.query(
                                    connection,
                                    "select 1 from outbox where sid = ? and id <> ?",
                                    row -> true,
                                    it.sid(),
                                    mail.id())
                            .isEmpty();
            if (!taken) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }

    private static boolean isText(@Nullable String listed, String ours) {
        if (listed == null) {
            return false;
        }
        String text = listed.startsWith(TRIAL) ? listed.substring(TRIAL.length()) : listed;
        return text.strip().equals(ours.strip());
    }

    private void notFound(Connection connection, Mail mail) throws SQLException {
        Instant now = clock.instant();
        if (mail.looks() < LOOKS || now.isBefore(mail.sendingSince().plus(settled))) {
            later(connection, mail, settled.dividedBy(LOOKS));
        } else if (mail.attempts() >= Sender.TRIES) {
            if (deliveries.gaveUp(connection, mail.id(), 0, "busy", now)) {
                reconciliations.count(Result.GAVE_UP);
            }
        } else {
            int queued =
                    Database.update(
                            connection,
                            """
                            update outbox set state = 'queued', due_at = ?, updated_at = ?
                            where id = ? and state = 'unknown'\
                            """,
                            now,
                            now,
                            mail.id());
            // Else a callback has told in the meantime.
            if (queued > 0) {
                reconciliations.count(Result.ABSENT);
            }
        }
    }

    private void notAnswered(Connection connection, Mail mail) throws SQLException {
        reconciliations.count(Result.NO_ANSWER);
        Instant now = clock.instant();
        if (now.isAfter(mail.sendingSince().plus(HOPELESS))) {
            deliveries.gaveUp(connection, mail.id(), 0, "unclear", now);
        } else {
            // A look that was not answered is none.
            Database.update(
                    connection, "update outbox set looks = looks - 1 where id = ?", mail.id());
            later(connection, mail, settled.dividedBy(LOOKS));
        }
    }

    private void later(Connection connection, Mail mail, Duration pause) throws SQLException {
        Database.update(
                connection,
                "update outbox set due_at = ? where id = ? and state = 'unknown'",
                clock.instant().plus(pause),
                mail.id());
    }
}
