package chatroom.telemetry;

import io.quarkus.arc.Unremovable;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import jakarta.inject.Singleton;
import java.util.List;

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
}
