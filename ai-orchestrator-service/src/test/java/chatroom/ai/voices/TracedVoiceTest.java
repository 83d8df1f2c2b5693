package chatroom.ai.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatroom.ai.provider.Endpoint;
import chatroom.ai.provider.Quirks;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TracedVoiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final SdkTracerProvider traces =
            SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build();
    private final ScriptedProvider provider = new ScriptedProvider();
    private final OpenAiCompatibleVoice plain =
            new OpenAiCompatibleVoice(
                    new Endpoint("openai", provider.url(), "k", "test-model"),
                    Quirks.inMemory(),
                    PATIENCE,
                    500);

    @AfterEach
    void stop() {
        plain.close();
        provider.close();
        traces.close();
    }

    @Test
    void aCallIsASpanByTheConventionsForGenerativeAi() throws Exception {
        provider.next(ScriptedProvider.saying("Time is ", "what a clock reads."));
        say(false);
        SpanData span = exported.getFinishedSpanItems().getFirst();
        assertThat(span.getName()).isEqualTo("chat test-model");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(attributes(span))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.request.model", "test-model")
                .containsEntry("gen_ai.request.max_tokens", "50")
                .containsEntry("gen_ai.request.temperature", "0.7")
                .containsEntry("gen_ai.response.finish_reasons", "[stop]")
                .containsEntry("gen_ai.usage.input_tokens", "111")
                .containsEntry("gen_ai.usage.output_tokens", "7");
        assertThat(attributes(span).values().toString()).doesNotContain("hello", "clock");
    }

    @Test
    void textsAreThereWhereTheyAreAskedFor() throws Exception {
        provider.next(ScriptedProvider.saying("Time is ", "what a clock reads."));
        say(true);
        SpanData span = exported.getFinishedSpanItems().getFirst();
        assertThat(attributes(span).get("gen_ai.input.messages")).contains("alice: hello");
        assertThat(attributes(span).get("gen_ai.output.messages"))
                .contains("Time is what a clock reads.");
    }

    @Test
    void theProviderMayGoOnWithTheTrace() throws Exception {
        say(false);
        SpanData span = exported.getFinishedSpanItems().getFirst();
        assertThat(provider.traces())
                .containsExactly("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
    }

    @Test
    void aFailureIsNamed() {
        provider.next(ScriptedProvider.status(429));
        assertThatThrownBy(() -> say(false)).isInstanceOf(VoiceFailure.class);
        SpanData span = exported.getFinishedSpanItems().getFirst();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes(span)).containsEntry("error.type", "rate_limited");
    }

    private void say(boolean withTexts) throws VoiceFailure, InterruptedException {
        var voice = new TracedVoice(plain, traces.get("test"), withTexts);
        try (Utterance utterance = voice.begin(OpenAiCompatibleVoiceTest.script())) {
            while (!(utterance.next(PATIENCE) instanceof Piece.End)) {}
        }
    }

    private static Map<String, String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                attribute -> attribute.getKey().getKey(),
                                attribute -> attribute.getValue().toString()));
    }
}
