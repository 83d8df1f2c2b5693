package chatroom.telemetry;

import io.quarkus.arc.Unremovable;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes out of what Sentry is told all that may quote people: the messages of exceptions, whose
/// type and place stay, and what libraries put into theirs. Our own log lines quote nobody.
@Singleton
@Unremovable
final class SentryDiscretion implements SentryOptions.BeforeSendCallback {

    private static final String OURS = "chatroom.";

    @Override
    public SentryEvent execute(SentryEvent event, Hint hint) {
        List<SentryException> exceptions = event.getExceptions();
        if (exceptions != null) {
            exceptions.forEach(exception -> exception.setValue(null));
            nameOriginals(exceptions, event.getThrowable());
        }
        String logger = String.valueOf(event.getLogger());
        if (!logger.startsWith(OURS)) {
            var elsewhere = new Message();
            elsewhere.setMessage(logger + " logged an error: see the log");
            event.setMessage(elsewhere);
        }
        // What was logged before it, in the words of anybody.
        event.setBreadcrumbs(null);
        return event;
    }

    /// The log took the messages out of exceptions already, and with them their class.
    private static void nameOriginals(
            List<SentryException> exceptions, @Nullable Throwable thrown) {
        // Sentry lists the cause of all first.
        int index = exceptions.size() - 1;
        for (Throwable at = thrown; at != null && index >= 0; at = at.getCause()) {
            if (at instanceof RedactedThrowable redacted) {
                String name = redacted.original();
                int dot = name.lastIndexOf('.');
                exceptions.get(index).setType(name.substring(dot + 1));
                exceptions.get(index).setModule(dot < 0 ? null : name.substring(0, dot));
            }
            index--;
        }
    }
}
