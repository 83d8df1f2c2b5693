package chatroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A1: logs hold no text of people, in no failure.
class ExceptionRedactorTest {

    private static final String SECRET = "what anna said";

    private final ExceptionRedactor redactor = new ExceptionRedactor();

    @Test
    void whatADatabaseQuotesIsNotLogged() {
        var batch =
                new BatchUpdateException(
                        "Batch entry 0 insert into messages values ('" + SECRET + "') was aborted",
                        "22021",
                        0,
                        new int[0],
                        new SQLException("ERROR: invalid byte (" + SECRET + ")", "22021"));
        String logged = logged("could not store", new IllegalStateException(SECRET, batch));
        assertThat(logged)
                .contains("could not store")
                .contains("java.lang.IllegalStateException")
                .contains("BatchUpdateException SQLSTATE 22021")
                .contains(ExceptionRedactorTest.class.getName())
                .doesNotContain(SECRET);
    }

    @Test
    void aFailureInASentenceIsRedactedToo() {
        String logged =
                logged("room %s waits: %s", null, "lobby", new SQLException(SECRET, "53300"));
        assertThat(logged)
                .contains("room lobby waits: java.sql.SQLException SQLSTATE 53300")
                .doesNotContain(SECRET);
    }

    @Test
    void whereSomethingDoesNotAnswerIsStillSaid() {
        assertThat(logged("no: %s", null, new ConnectException("Connection refused")))
                .contains("Connection refused");
    }

    private String logged(String format, @Nullable Throwable thrown, Object... parameters) {
        var line =
                new ExtLogRecord(
                        Level.WARN,
                        format,
                        ExtLogRecord.FormatStyle.PRINTF,
                        ExceptionRedactorTest.class.getName());
        line.setParameters(parameters);
        line.setThrown(thrown);
        assertThat(redactor.isLoggable(line)).isTrue();
        return new PatternFormatter("%s%e%n").format(line);
    }
}
