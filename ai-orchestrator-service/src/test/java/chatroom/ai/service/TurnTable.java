package chatroom.ai.service;

import static org.awaitility.Awaitility.await;

import chatroom.ai.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks at what was recorded.
@ApplicationScoped
class TurnTable {

    private final Database database;

    TurnTable(Database database) {
        this.database = database;
    }

    record Recorded(
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable String persona,
            @Nullable String rule,
            @Nullable String provider,
            int tokensIn,
            int tokensOut,
            int attempts) {}

    /// The turns of a line, in the order of their speakers, once all have their outcome.
    List<Recorded> outcomes(UUID line) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> {
                    List<Recorded> found = of(line);
                    return !found.isEmpty()
                            && found.stream().noneMatch(turn -> turn.outcome() == null);
                });
        return of(line);
    }

    List<Recorded> of(UUID line) {
        return query(
                "select * from turns where trigger_id = ? order by ordinal",
                TurnTable::recorded,
                line);
    }

    <T> List<T> query(String sql, Database.Row<T> row, @Nullable Object... values) {
        try {
            return database.inTransaction(
                    connection -> Database.query(connection, sql, row, values));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    int update(String sql, @Nullable Object... values) {
        try {
            return database.inTransaction(connection -> Database.update(connection, sql, values));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Recorded recorded(ResultSet row) throws SQLException {
        return new Recorded(
                row.getString("outcome"),
                row.getString("reason"),
                row.getString("persona_id"),
                row.getString("rule"),
                row.getString("provider"),
                row.getInt("tokens_in"),
                row.getInt("tokens_out"),
                row.getInt("attempts"));
    }
}
