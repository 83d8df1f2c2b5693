package chatroom.sms.erasure;

import chatroom.sms.store.Database;
import chatroom.sms.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Forgets what nothing needs any more. What SMS said goes after a month; that they were sent, and
/// what they cost, stays.
@ApplicationScoped
class Housekeeping {

    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration DAYS = Duration.ofDays(2);
    private static final Duration MONTH = Duration.ofDays(30);

    private static final Map<String, Duration> STATEMENTS =
            Map.of(
                    "delete from limits where window_start < ?", DAYS,
                    "delete from strangers where told_at < ?", DAYS,
                    "delete from text_loops where at < ?", DAYS,
                    "delete from phone_numbers where not verified and code_expires_at < ?", DAYS,
                    "delete from own_lines where at < ?", MONTH,
                    "delete from statuses where at < ?", MONTH,
                    "delete from inbox where done and received_at < ?", MONTH,
                    """
                    update outbox set body = '' where updated_at < ? and body <> ''
                    and state in ('sent', 'delivered', 'failed')\
                    """,
                            MONTH);

    private final Database database;
    private final InstantSource clock;
    private @Nullable Loop loop;

    Housekeeping(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        loop = Loop.start("sms-housekeeping", PAUSE, this::clean);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean clean() throws SQLException {
        Instant now = clock.instant();
        for (Map.Entry<String, Duration> statement : STATEMENTS.entrySet()) {
            database.run(connection ->
                    Database.update(
                            connection, statement.getKey(), now.minus(statement.getValue())));
        }
        return false;
    }
}
