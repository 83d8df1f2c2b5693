package chatroom.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Small servers in the places of the services. Each answers with what it saw; those of chat echo
/// sockets. One of the three chat addresses belongs to nobody.
public final class StandIns implements QuarkusTestResourceLifecycleManager {

    /// How long an answer on a path that ends in `/slow` takes.
    static final int SLOW_MILLIS = 2_000;

    /// Services whose readiness says no.
    static final Set<String> NOT_READY = ConcurrentHashMap.newKeySet();

    /// Times that readiness was asked for.
    static final AtomicInteger HEALTH_CALLS = new AtomicInteger();

    /// Close codes that the chat stand-ins saw, by path.
    static final Map<String, Short> CLOSED_WITH = new ConcurrentHashMap<>();

    private static final Iterable<String> COOKIES = List.of("a=1", "b=2");

    private @Nullable Vertx vertx;

    @Override
    public Map<String, String> start() {
        // Quarkus switches sockets off for servers of the whole JVM, these included.
        System.setProperty("vertx.disableWebsockets", "false");
        vertx = Vertx.vertx();
        var config = new HashMap<String, String>();
        config.put("IDENTITY_URL", service("identity"));
        config.put("AI_URL", service("ai"));
        config.put("SMS_URL", service("sms"));
        config.put(
                "CHAT_URLS",
                String.join(",", List.of(service("chat-a"), service("chat-b"), nobody())));
        config.put("IDENTITY_MANAGEMENT_URL", management("identity"));
        config.put("AI_MANAGEMENT_URL", management("ai"));
        config.put("SMS_MANAGEMENT_URL", management("sms"));
        config.put("CHAT_MANAGEMENT_URLS", management("chat-a") + "," + management("chat-b"));
        config.put("ALLOWED_ORIGINS", "http://localhost:8000,https://chat.example.org");
        return config;
    }

    @Override
    public void stop() {
        vertx().close().toCompletionStage().toCompletableFuture().join();
    }

    private String service(String name) {
        HttpServer server =
                vertx().createHttpServer(
                                new HttpServerOptions()
                                        .setMaxWebSocketFrameSize(1 << 20)
                                        .setMaxWebSocketMessageSize(1 << 20)
                                        .setWebSocketSubProtocols(List.of("chat.v1")));
        server.webSocketHandler(socket -> chat(name, socket));
        return listen(server, request -> answer(name, request));
    }

    private String management(String name) {
        return listen(
                vertx().createHttpServer(),
                request -> {
                    HEALTH_CALLS.incrementAndGet();
                    boolean ready =
                            !NOT_READY.contains(name) && request.path().equals("/q/health/ready");
                    request.response().setStatusCode(ready ? 200 : 503).end("{}");
                });
    }

    private static String listen(HttpServer server, Handler<HttpServerRequest> handler) {
        server.requestHandler(handler);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        return "http://127.0.0.1:" + server.actualPort();
    }

    private static String nobody() {
        try (var socket = new ServerSocket(0)) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chat(String name, ServerWebSocket socket) {
        if (socket.path().startsWith("/ws/refuse-")) {
            socket.reject(Integer.parseInt(socket.path().substring("/ws/refuse-".length())));
            return;
        }
        socket.writeTextMessage(
                new JsonObject()
                        .put("service", name)
                        .put("uri", socket.uri())
                        .put("headers", json(socket.headers()))
                        .encode());
        socket.textMessageHandler(text -> {
            if (text.startsWith("close ")) {
                socket.close(Short.parseShort(text.substring("close ".length())), "asked");
            } else if (text.equals("vanish")) {
                ((ConnectionBase) ((WebSocketInternal) socket).connection())
                        .channel()
                        .unsafe()
                        .closeForcibly();
            } else {
                socket.writeTextMessage(text);
            }
        });
        socket.binaryMessageHandler(socket::writeBinaryMessage);
        socket.closeHandler(closed -> {
            Short code = socket.closeStatusCode();
            if (code != null) {
                CLOSED_WITH.put(socket.path(), code);
            }
        });
    }

    private void answer(String name, HttpServerRequest request) {
        if (request.path().endsWith("/nothing")) {
            request.response().setStatusCode(204).end();
            return;
        }
        if (request.path().endsWith("/slow")) {
            vertx().setTimer(SLOW_MILLIS, late -> request.response().end("{}"));
            return;
        }
        if (request.path().endsWith("/breaks")) {
            request.connection().close();
            return;
        }
        request.body()
                .onSuccess(body ->
                        request.response()
                                .putHeader("content-type", "application/json")
                                .putHeader("content-security-policy", "default-src *")
                                .putHeader("access-control-allow-origin", "*")
                                .putHeader("server", "stand-in")
                                .putHeader("set-cookie", COOKIES)
                                .end(
                                        new JsonObject()
                                                .put("service", name)
                                                .put("method", request.method().name())
                                                .put("uri", request.uri())
                                                .put("headers", json(request.headers()))
                                                .put("body", body.toString())
                                                .toBuffer()));
    }

    private static JsonObject json(MultiMap headers) {
        var json = new JsonObject();
        headers.forEach((name, value) ->
                json.put(name.toLowerCase(Locale.ROOT), String.join(",", headers.getAll(name))));
        return json;
    }

    private Vertx vertx() {
        if (vertx == null) {
            throw new IllegalStateException("Not started");
        }
        return vertx;
    }
}
