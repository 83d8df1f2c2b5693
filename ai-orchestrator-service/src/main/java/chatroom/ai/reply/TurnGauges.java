package chatroom.ai.reply;

import chatroom.ai.budget.Budgets;
import chatroom.ai.store.Database;
import chatroom.ai.voices.Voices;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What waits, for those who watch the product: asked of the database now and then, which all
/// processes share, so that each of them shows the same figures.
@ApplicationScoped
class TurnGauges {

    private static final Logger LOG = Logger.getLogger(TurnGauges.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final double NEARLY = 0.9;

    private final Database database;
    private final long limit;
    private volatile double waiting;
    private volatile double roomsNearlySpent;
    private @Nullable Thread thread;

    TurnGauges(
            Database database,
            Voices voices,
            MeterRegistry meters,
            @ConfigProperty(name = "ROOM_DAILY_TOKEN_LIMIT") long limit) {
        this.database = database;
        this.limit = limit;
        meters.gauge("chatroom.turns.waiting", this, gauges -> gauges.waiting);
        meters.gauge("chatroom.budget.rooms.nearly.spent", this, it -> it.roomsNearlySpent);
        meters.gauge("chatroom.provider.resting", voices, it -> it.current().rests() ? 1 : 0);
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofVirtual().name("turn-gauges").start(this::follow);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void follow() {
        try {
            while (true) {
                look();
                Thread.sleep(AGAIN);
            }
        } catch (InterruptedException e) {
            // The service stops.
        }
    }

    private void look() {
        try {
            waiting = count("select count(*) from turns where outcome is null");
            roomsNearlySpent =
                    count(
                            "select count(*) from budgets where day = ? and spent + reserved >= ?",
                            Budgets.today(),
                            Math.max(1, (long) (limit * NEARLY)));
        } catch (SQLException e) {
            LOG.debugf("what waits is not known now: %s", e.getMessage());
        }
    }

    private long count(String sql, Object... values) throws SQLException {
        return database.inTransaction(connection ->
                Database.query(connection, sql, row -> row.getLong(1), values).getFirst());
    }
}
