package chatroom.ai.voices;

import chatroom.ai.prompt.Prompt;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A voice whose lines are spans, under the names of OpenTelemetry's conventions for generative AI.
/// What was read and written is in them only where that is asked for: it is what people said.
final class TracedVoice implements Voice {

    private static final JsonMapper JSON = new JsonMapper();

    private final Voice voice;
    private final Tracer tracer;
    private final boolean withTexts;

    /// @param withTexts whether spans hold prompts and replies
    TracedVoice(Voice voice, Tracer tracer, boolean withTexts) {
        this.voice = voice;
        this.tracer = tracer;
        this.withTexts = withTexts;
    }

    @Override
    public String provider() {
        return voice.provider();
    }

    @Override
    public String model() {
        return voice.model();
    }

    @Override
    public int tokensToRead(Script script) {
        return voice.tokensToRead(script);
    }

    @Override
    public int tokensToReason() {
        return voice.tokensToReason();
    }

    @Override
    public boolean rests() {
        return voice.rests();
    }

    @Override
    public boolean rests(String room) {
        return voice.rests(room);
    }

    @Override
    public Utterance begin(Script script) throws VoiceFailure {
        var style = script.card().styleConstraints();
        Span span =
                tracer.spanBuilder("chat " + model())
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("gen_ai.operation.name", "chat")
                        .setAttribute("gen_ai.provider.name", provider())
                        .setAttribute("gen_ai.request.model", model())
                        .setAttribute("gen_ai.request.max_tokens", style.maxTokens())
                        .setAttribute("gen_ai.request.temperature", style.temperature())
                        .setAttribute("gen_ai.agent.name", script.card().name())
                        .startSpan();
        if (withTexts && span.isRecording()) {
            span.setAttribute("gen_ai.input.messages", messages(script.prompt()));
        }
        // The voice hands it on to its provider.
        try (Scope _ = span.makeCurrent()) {
            return new Traced(voice.begin(script), span);
        } catch (VoiceFailure failure) {
            fail(span, failure);
            span.end();
            throw failure;
        }
    }

    private static void fail(Span span, VoiceFailure failure) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", failure.kind().wireName());
    }

    private final class Traced implements Utterance {
        private final Utterance utterance;
        private final Span span;
        private final StringBuilder spoken = new StringBuilder();

        Traced(Utterance utterance, Span span) {
            this.utterance = utterance;
            this.span = span;
        }

        @Override
        public Piece next(Duration atMost) throws VoiceFailure, InterruptedException {
            try {
                Piece piece = utterance.next(atMost);
                switch (piece) {
                    case Piece.Words(String text) -> {
                        if (withTexts) {
                            spoken.append(text);
                        }
                    }
                    case Piece.End(boolean complete, int in, int out) -> ended(complete, in, out);
                    case Piece.Restart() -> spoken.setLength(0);
                    case Piece.Busy(), Piece.None() -> {}
                }
                return piece;
            } catch (VoiceFailure failure) {
                fail(span, failure);
                throw failure;
            }
        }

        private void ended(boolean complete, int tokensIn, int tokensOut) {
            span.setAttribute(
                    AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"),
                    List.of(complete ? "stop" : "length"));
            if (tokensIn >= 0) {
                span.setAttribute("gen_ai.usage.input_tokens", tokensIn);
            }
            if (tokensOut >= 0) {
                span.setAttribute("gen_ai.usage.output_tokens", tokensOut);
            }
        }

        @Override
        public int tokensWritten() {
            return utterance.tokensWritten();
        }

        @Override
        public void close() {
            utterance.close();
            if (withTexts && span.isRecording()) {
                span.setAttribute(
                        "gen_ai.output.messages",
                        json(List.of(message("assistant", spoken.toString()))));
            }
            span.end();
        }
    }

    private static String messages(Prompt prompt) {
        var messages = new ArrayList<Map<String, Object>>();
        messages.add(message("system", prompt.system()));
        prompt.turns()
                .forEach(turn ->
                        messages.add(
                                switch (turn) {
                                    case Prompt.Heard(String text) -> message("user", text);
                                    case Prompt.Own(String text) -> message("assistant", text);
                                }));
        return json(messages);
    }

    private static Map<String, Object> message(String role, String text) {
        return Map.of("role", role, "parts", List.of(Map.of("type", "text", "content", text)));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
