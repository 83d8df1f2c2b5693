package chatroom.ai.reply;

import chatroom.roomlog.LogUnavailableException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/// Tells faults of the database and of Kafka, which pass, from faults of a turn itself, which come
/// again however often it is tried.
final class Faults {

    /// Classes of SQL states: connection, transaction rollback, resources, object in use, operator
    /// intervention, system error.
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

    private static final String OWN_CODE = "chatroom.";

    private Faults() {}

    /// Whether the same turn may well succeed later.
    static boolean passes(Throwable fault) {
        boolean passes = false;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case RecordTooLargeException _,
                        InvalidRecordException _,
                        SerializationException _ -> {
                    return false;
                }
                case SQLException sql -> {
                    String state = sql.getSQLState();
                    // A pool that has no connection to give names no state.
                    return state == null
                            || state.length() < 2
                            || PASSING.contains(state.substring(0, 2));
                }
                case LogUnavailableException _, RetriableException _ -> passes = true;
                default -> {}
            }
        }
        return passes;
    }

    /// The fault for the log: types, SQL state and place, without messages, which may quote what
    /// people said.
    static String describe(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String state = root instanceof SQLException sql ? " " + sql.getSQLState() : "";
        String place =
                Arrays.stream(root.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith(OWN_CODE))
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
        return root.getClass().getName() + state + place;
    }
}
