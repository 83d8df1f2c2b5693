package chatroom.roomlog;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// W3C trace context where it travels as one text: in a record's header, in a client's frame, in a
/// row that waits for a worker.
public final class Traceparent {

    private static final String NAME = "traceparent";

    /// Where the flags end in `00-<32 digits>-<16 digits>-<flags>`.
    private static final int LAST_FLAG = 54;

    private static final TextMapGetter<String> ALONE =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(String traceparent) {
                    return List.of(NAME);
                }

                @Override
                public @Nullable String get(@Nullable String traceparent, String key) {
                    return key.equals(NAME) ? traceparent : null;
                }
            };

    private Traceparent() {}

    /// The context that it names, as one of another process; the empty one where it names none.
    public static Context context(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), traceparent, ALONE);
    }

    /// What is handed on to those whom a span causes; null where there is no span.
    public static @Nullable String of(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? "00-"
                        + context.getTraceId()
                        + "-"
                        + context.getSpanId()
                        + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }

    /// What is handed on to those whom this thread causes now; null where it is in no span.
    public static @Nullable String current() {
        return of(Span.current());
    }

    /// The same as headers of a call; none where this thread is in no span.
    public static Map<String, String> headers() {
        String traceparent = current();
        return traceparent == null ? Map.of() : Map.of(NAME, traceparent);
    }

    /// Whether it is recorded. Reads one character, for places that see many.
    public static boolean isSampled(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() <= LAST_FLAG) {
            return false;
        }
        int flags = Character.digit(traceparent.charAt(LAST_FLAG), 16);
        return flags > 0 && (flags & 1) == 1;
    }
}
