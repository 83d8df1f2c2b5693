package chatroom.problems;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells a database that is away from one that was asked wrongly.
final class Unreachable {

    private Unreachable() {}

    /// Whether this failed because the database could not be reached. A commit that fails has its
    /// reason among what it suppressed.
    static boolean database(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof SQLException sql && isUnreachable(sql.getSQLState())
                        || database(failure.getCause())
                        || Stream.of(failure.getSuppressed()).anyMatch(Unreachable::database));
    }

    /// The pool's time-out has no state; class 08 is the connection, 57P a server that stops, 53
    /// one that is full.
    private static boolean isUnreachable(@Nullable String state) {
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53");
    }
}
