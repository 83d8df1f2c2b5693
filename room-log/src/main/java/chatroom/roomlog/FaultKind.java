package chatroom.roomlog;

import chatroom.events.MalformedEventException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/// Whose fault it is that a record could not be handled.
enum FaultKind {
    /// The record's: it fails again however often it is tried.
    RECORD,
    /// Nothing points to the surroundings, so it is the record's unless a second try succeeds.
    UNCLEAR,
    /// A store, the broker or the machine: any record would fail now, and this one may succeed
    /// later.
    SURROUNDINGS;

    /// A chain of causes may have a loop.
    private static final int MAX_CAUSES = 20;

    /// Classes of SQLSTATE that say nothing about a row: connections, transactions that were rolled
    /// back, rights and tables that are missing, resources, operators, the system.
    private static final Set<String> SQL_SURROUNDINGS =
            Set.of(
                    "08", "0B", "25", "28", "2D", "3B", "3D", "40", "42", "53", "55", "57", "58",
                    "72", "F0", "XX");

    /// Frameworks whose exceptions tell of connections and transactions, not of values.
    private static final List<String> PLUMBING =
            List.of("jakarta.transaction.", "io.vertx.", "io.netty.", "io.agroal.");

    /// The kind of a failure, by the first of its causes that says.
    static FaultKind of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            Optional<FaultKind> kind = alone(cause);
            if (kind.isPresent()) {
                return kind.get();
            }
            cause = cause.getCause();
        }
        return UNCLEAR;
    }

    private static Optional<FaultKind> alone(Throwable cause) {
        String name = cause.getClass().getName();
        return switch (cause) {
            case MalformedEventException _ -> Optional.of(RECORD);
            case SQLException sql -> Optional.of(sql(sql));
            case SerializationException _, RecordTooLargeException _ -> Optional.of(RECORD);
            case CharacterCodingException _ -> Optional.of(RECORD);
            case IOException _ when name.startsWith("com.fasterxml.jackson.") ->
                    Optional.of(RECORD);
            case KafkaException _,
                    LogUnavailableException _,
                    IOException _,
                    TimeoutException _,
                    RejectedExecutionException _,
                    InterruptedException _ ->
                    Optional.of(SURROUNDINGS);
            // Deeply nested input; other errors are the machine's or the build's.
            case StackOverflowError _ -> Optional.of(RECORD);
            case AssertionError _ -> Optional.empty();
            case Error _ -> Optional.of(SURROUNDINGS);
            default ->
                    PLUMBING.stream().anyMatch(name::startsWith)
                            ? Optional.of(SURROUNDINGS)
                            : Optional.empty();
        };
    }

    /// A pool that has no connection says so without a state.
    private static FaultKind sql(SQLException failure) {
        SQLException next = failure;
        for (int depth = 0; next != null && depth < MAX_CAUSES; depth++) {
            String state = next.getSQLState();
            if (state != null && state.length() >= 2) {
                return SQL_SURROUNDINGS.contains(state.substring(0, 2)) ? SURROUNDINGS : RECORD;
            }
            next = next.getNextException();
        }
        return SURROUNDINGS;
    }
}
