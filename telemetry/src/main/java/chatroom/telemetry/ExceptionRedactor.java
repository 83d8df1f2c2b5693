package chatroom.telemetry;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/// Takes out of every line of the log what exceptions quote, whoever logs them and however: as what
/// was thrown, or as a part of the sentence.
@LoggingFilter(name = "redact-exceptions")
public final class ExceptionRedactor implements Filter {

    @Override
    public boolean isLoggable(LogRecord line) {
        Throwable thrown = line.getThrown();
        if (thrown != null) {
            line.setThrown(RedactedThrowable.of(thrown));
        }
        Object[] parameters = line.getParameters();
        if (parameters != null) {
            redact(line, parameters);
        }
        return true;
    }

    private static void redact(LogRecord line, Object[] parameters) {
        Object[] redacted = null;
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Throwable failure) {
                redacted = redacted == null ? parameters.clone() : redacted;
                redacted[i] = RedactedThrowable.text(failure);
            }
        }
        if (redacted != null) {
            line.setParameters(redacted);
        }
    }
}
