package chatroom.telemetry;

import io.opentelemetry.api.trace.Span;

/// The id of all that a request causes: in its spans, in the logs, and in the problem that a client
/// is told.
public final class TraceId {

    private TraceId() {}

    /// The id of what is going on here: the caller's, where it came with a W3C `traceparent`. There
    /// is one also where nothing is recorded.
    ///
    /// @return 32 hexadecimal digits; all zero outside of any request
    public static String current() {
        return Span.current().getSpanContext().getTraceId();
    }
}
