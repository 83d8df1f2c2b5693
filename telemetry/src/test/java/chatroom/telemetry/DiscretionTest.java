package chatroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;

class DiscretionTest {

    @Test
    void whatPeopleLookForAndWhereTheyAreIsNotExported() {
        var exported = InMemorySpanExporter.create();
        try (SdkTracerProvider provider =
                SdkTracerProvider.builder()
                        .addSpanProcessor(new Discretion())
                        .addSpanProcessor(SimpleSpanProcessor.create(exported))
                        .build()) {
            Span span =
                    provider.get("test")
                            .spanBuilder("GET")
                            .setAttribute("url.path", "/api/rooms/lobby/messages")
                            .setAttribute("url.query", "q=secret")
                            .setAttribute(
                                    "url.full", "http://chat/api/rooms/lobby/messages?q=secret")
                            .setAttribute("client.address", "203.0.113.7")
                            .startSpan();
            // As the instrumentation does: only at the end.
            span.setAttribute("network.peer.address", "203.0.113.7");
            span.end();
            SpanData told = exported.getFinishedSpanItems().getFirst();
            assertThat(told.getAttributes().asMap().values().toString())
                    .contains("http://chat/api/rooms/lobby/messages", "REDACTED")
                    .doesNotContain("secret", "203.0.113.7");
        }
    }
}
