package chatroom.sms.outbox;

import chatroom.sms.store.Database;
import chatroom.sms.twilio.Carrier;
import chatroom.sms.twilio.Carrier.Remembered;
import chatroom.sms.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks Twilio for what its callbacks did not say: what an SMS cost, and what became of it where a
/// callback got lost or can not reach this machine.
@ApplicationScoped
class Auditor {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final int AUDITS = 6;

    private final Database database;
    private final Carrier carrier;
    private final Deliveries deliveries;
    private final InstantSource clock;
    private @Nullable Loop loop;

    Auditor(Database database, Carrier carrier, Deliveries deliveries, InstantSource clock) {
        this.database = database;
        this.carrier = carrier;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    private record Due(UUID id, String sid, int audits) {
        static Due of(ResultSet row) throws SQLException {
            return new Due(
                    row.getObject("id", UUID.class), row.getString("sid"), row.getInt("audits"));
        }
    }

    void start(@Observes StartupEvent start) {
        if (carrier.isConfigured()) {
            loop = Loop.start("sms-auditor", PAUSE, this::auditOne);
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean auditOne() throws SQLException {
        Instant now = clock.instant();
        Optional<Due> found =
                database.inTransaction(connection ->
                        Database.query(
                                        connection,
                                        """
                                        update outbox set audits = audits + 1,
                                            audit_at = case when audits + 1 >= ? then null
                                                else ?::timestamptz + ? * interval '1 second' * (1 << audits) end
                                        where id = (select id from outbox
                                            where audit_at <= ? and sid is not null
                                            order by audit_at limit 1 for update skip locked)
                                        returning *\
                                        """,
                                        Due::of,
                                        AUDITS,
                                        now,
                                        FIRST.toSeconds(),
                                        now)
                                .stream()
                                .findFirst());
        if (found.isEmpty()) {
            return false;
        }
        Due due = found.get();
        try {
            Optional<Remembered> told = carrier.find(due.sid());
            if (told.isPresent()) {
                note(due, told.get());
            }
        } catch (Carrier.SilentException e) {
            // The next audit is noted already.
            return false;
        }
        return true;
    }

    private void note(Due due, Remembered told) throws SQLException {
        database.run(connection -> {
            deliveries.heard(
                    connection,
                    due.id(),
                    due.sid(),
                    told.status(),
                    told.errorCode(),
                    clock.instant());
            Database.update(
                    connection,
                    """
                    update outbox set price = ?, price_unit = ?,
                        audit_at = case when ? and rank >= 3 then null else audit_at end
                    where id = ?\
                    """,
                    told.price(),
                    told.priceUnit(),
                    told.price() != null,
                    due.id());
        });
    }
}
