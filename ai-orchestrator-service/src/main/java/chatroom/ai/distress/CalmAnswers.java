package chatroom.ai.distress;

import chatroom.ai.store.Database;
import chatroom.safety.CalmLines;
import chatroom.safety.Distress;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/// What is answered to a message of distress. Nothing here asks a model.
@ApplicationScoped
public class CalmAnswers {

    private final Database database;
    private final CalmLines lines;
    private final MeterRegistry meters;

    CalmAnswers(Database database, CalmLines lines, MeterRegistry meters) {
        this.database = database;
        this.lines = lines;
        this.meters = meters;
    }

    /// The calm line for that message; empty where its author has had it several times within ten
    /// minutes.
    public Optional<String> to(UUID message) throws SQLException {
        Optional<Distress> distress =
                database.inTransaction(connection ->
                        DistressLog.isAnsweredEnough(connection, message)
                                ? Optional.empty()
                                : DistressLog.of(connection, message));
        distress.ifPresent(told ->
                meters.counter(
                                "chatroom.distress.answers",
                                "kind",
                                told.kind().label(),
                                "language",
                                told.language())
                        .increment());
        return distress.map(told -> lines.of(told, null));
    }
}
