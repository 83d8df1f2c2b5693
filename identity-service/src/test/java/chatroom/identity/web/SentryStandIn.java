package chatroom.identity.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/// A Sentry of this machine, which keeps what it is told.
public final class SentryStandIn implements QuarkusTestResourceLifecycleManager {

    private static final List<String> ENVELOPES = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    public SentryStandIn() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The bodies of all calls, as text.
    static List<String> envelopes() {
        return ENVELOPES;
    }

    @Override
    public Map<String, String> start() {
        server.createContext("/api/7/envelope/", SentryStandIn::take);
        server.start();
        return Map.of("SENTRY_DSN", "http://key@127.0.0.1:" + server.getAddress().getPort() + "/7");
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = unpacked(exchange)) {
            ENVELOPES.add(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static InputStream unpacked(HttpExchange exchange) throws IOException {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
