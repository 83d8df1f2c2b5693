package chatroom.telemetry;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A failure without the message of the original, which may quote people: databases quote rows,
/// parsers quote their input. Class, SQLSTATE and stack stay, and the messages of a few classes
/// that only ever name hosts, topics and ourselves.
final class RedactedThrowable extends Throwable {
    private static final long serialVersionUID = 1L;

    private static final String OURS = "chatroom.";
    private static final String BROKERS = "org.apache.kafka.common.errors.";

    private static final Set<String> HARMLESS =
            Set.of(
                    "java.net.ConnectException",
                    "java.net.SocketException",
                    "java.net.SocketTimeoutException",
                    "java.net.UnknownHostException",
                    "java.net.http.HttpTimeoutException",
                    "java.util.concurrent.TimeoutException",
                    "io.quarkiverse.resteasy.problem.HttpProblem",
                    BROKERS + "TimeoutException");

    /// A chain of causes may have a loop.
    private static final int MAX_CAUSES = 20;

    private final String original;

    private RedactedThrowable(
            String original, String text, @Nullable Throwable cause, StackTraceElement[] stack) {
        super(text, cause);
        this.original = original;
        setStackTrace(stack);
    }

    static RedactedThrowable of(Throwable failure) {
        return failure instanceof RedactedThrowable already ? already : of(failure, MAX_CAUSES);
    }

    private static RedactedThrowable of(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return new RedactedThrowable(
                failure.getClass().getName(),
                text(failure),
                cause == null || depth == 0 ? null : of(cause, depth - 1),
                failure.getStackTrace());
    }

    /// Class, and what may be told beside it.
    static String text(Throwable failure) {
        String name = failure.getClass().getName();
        if (failure instanceof RedactedThrowable already) {
            return String.valueOf(already.getMessage());
        }
        if (failure instanceof SQLException sql && sql.getSQLState() != null) {
            return name + " SQLSTATE " + sql.getSQLState();
        }
        boolean harmless = name.startsWith(OURS) || HARMLESS.contains(name);
        return harmless && failure.getMessage() != null ? name + ": " + failure.getMessage() : name;
    }

    /// Class of the original.
    String original() {
        return original;
    }

    /// The stack was the original's.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
