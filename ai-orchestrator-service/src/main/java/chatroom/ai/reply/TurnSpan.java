package chatroom.ai.reply;

import chatroom.ai.turns.Outcome;
import chatroom.roomlog.Traceparent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/// A turn as part of the trace of the line that it answers.
final class TurnSpan {

    private TurnSpan() {}

    static Span begin(Tracer tracer, Turn turn) {
        return tracer.spanBuilder("turn")
                .setParent(Traceparent.context(turn.traceparent()))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("chatroom.turn.kind", turn.kind())
                .setAttribute("chatroom.turn.attempts", turn.attempts())
                .startSpan();
    }

    /// The turn that this thread takes is over.
    static void ended(Outcome outcome) {
        Span span = Span.current();
        span.setAttribute("chatroom.turn.outcome", outcome.code());
        String reason = outcome.reason();
        if (reason != null) {
            span.setAttribute("chatroom.turn.reason", reason);
        }
    }

    /// The turn that this thread takes could not be taken.
    static void failed(Throwable failure) {
        Span.current()
                .setStatus(StatusCode.ERROR)
                .setAttribute("error.type", failure.getClass().getName());
    }
}
