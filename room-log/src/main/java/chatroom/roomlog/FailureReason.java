package chatroom.roomlog;

import chatroom.events.MalformedEventException;
import java.sql.SQLException;
import java.util.Arrays;

/// A failure in words that hold nothing of a record: classes, SQLSTATE, and the place in our code.
/// Messages of databases and parsers quote values.
final class FailureReason {

    private static final int MAX_CAUSES = 5;
    private static final String OURS = "chatroom.";

    private FailureReason() {}

    static String of(Throwable failure) {
        var text = new StringBuilder();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (depth > 0) {
                text.append(" by ");
            }
            text.append(cause.getClass().getSimpleName());
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                text.append(" SQLSTATE ").append(sql.getSQLState());
            } else if (cause instanceof MalformedEventException) {
                // Its message is a constant of ours.
                text.append(": ").append(cause.getMessage());
            }
            cause = cause.getCause();
        }
        Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .ifPresent(frame ->
                        text.append(" at ")
                                .append(frame.getClassName())
                                .append(':')
                                .append(frame.getLineNumber()));
        return text.toString();
    }
}
