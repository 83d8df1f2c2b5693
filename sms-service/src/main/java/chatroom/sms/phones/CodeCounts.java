package chatroom.sms.phones;

import chatroom.sms.store.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/// How many codes were sent and how many came back. Where many are sent and few come back, somebody
/// makes us send SMS for their own good: alert on `sms_codes_verified_ratio`.
@ApplicationScoped
class CodeCounts {

    private static final Logger LOG = Logger.getLogger(CodeCounts.class);

    private final MeterRegistry meters;
    private final Database database;
    private final InstantSource clock;

    CodeCounts(MeterRegistry meters, Database database, InstantSource clock) {
        this.meters = meters;
        this.database = database;
        this.clock = clock;
    }

    void register(@Observes StartupEvent start) {
        Gauge.builder("sms.codes.verified.ratio", this, CodeCounts::ratio)
                .description("Codes of today and yesterday (UTC) that came back; 1 before any")
                .register(meters);
    }

    void sent(Connection connection, String country, LocalDate day) throws SQLException {
        add(connection, country, day, 1, 0);
        meters.counter("sms.codes", "country", country, "event", "sent").increment();
    }

    void verified(Connection connection, String country, LocalDate day) throws SQLException {
        add(connection, country, day, 0, 1);
        meters.counter("sms.codes", "country", country, "event", "verified").increment();
    }

    void limited() {
        meters.counter("sms.codes", "country", "any", "event", "limited").increment();
    }

    private static void add(
            Connection connection, String country, LocalDate day, int sent, int verified)
            throws SQLException {
        Database.update(
                connection,
                """
                insert into code_counts (day, country, sent, verified) values (?, ?, ?, ?)
                on conflict (day, country) do update set sent = code_counts.sent + excluded.sent,
                    verified = code_counts.verified + excluded.verified\
                """,
                day,
                country,
                sent,
                verified);
    }

    private double ratio() {
        Instant now = clock.instant();
        try {
            return database.inTransaction(connection ->
                    Database.query(
                                    connection,
                                    """
                                    select coalesce(sum(verified)::float8 / nullif(sum(sent), 0), 1)
                                    from code_counts where day >= ?\
                                    """,
                                    row -> row.getDouble(1),
                                    now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1))
                            .getFirst());
        } catch (SQLException e) {
            LOG.debug("codes can not be counted now", e);
            return Double.NaN;
        }
    }
}
