package chatroom.e2e.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// A collector of traces (OTLP over HTTP, protobuf) that keeps what it is sent.
final class Collector implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);

    /// A span as it was exported.
    ///
    /// @param parent the id of what caused it; empty where it begins its trace
    record Span(
            String service,
            String name,
            String kind,
            String trace,
            String id,
            String parent,
            Map<String, String> attributes) {

        boolean is(String service, String name) {
            return this.service.equals(service) && this.name.equals(name);
        }

        String attribute(String key) {
            return attributes.getOrDefault(key, "");
        }
    }

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    private Collector(HttpServer server) {
        this.server = server;
        server.createContext("/v1/traces", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static Collector start() {
        try {
            return new Collector(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As `OTEL_EXPORTER_OTLP_ENDPOINT` takes it.
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// All that came.
    List<Span> spans() {
        return List.copyOf(spans);
    }

    /// What came of one trace.
    List<Span> trace(String id) {
        return spans.stream().filter(span -> span.trace().equals(id)).toList();
    }

    /// Waits for the first span of that kind.
    Span await(String what, Predicate<Span> wanted) {
        try {
            return Awaitility.await()
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> spans.stream().filter(wanted).findFirst(),
                            java.util.Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no span of " + what + " among\n" + listed(), e);
        }
    }

    private String listed() {
        return spans.stream().map(Span::toString).collect(Collectors.joining("\n"));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            for (ResourceSpans resource : request.getResourceSpansList()) {
                String service =
                        attributes(resource.getResource().getAttributesList())
                                .getOrDefault("service.name", "");
                for (ScopeSpans scope : resource.getScopeSpansList()) {
                    scope.getSpansList().forEach(span -> spans.add(span(service, span)));
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Span span(String service, io.opentelemetry.proto.trace.v1.Span span) {
        HexFormat hex = HexFormat.of();
        return new Span(
                service,
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                attributes(span.getAttributesList()));
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(
                        Collectors.toMap(
                                KeyValue::getKey,
                                each ->
                                        each.getValue().hasStringValue()
                                                ? each.getValue().getStringValue()
                                                : each.getValue().toString().strip()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
