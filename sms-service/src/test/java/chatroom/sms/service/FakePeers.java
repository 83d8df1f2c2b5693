package chatroom.sms.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// identity-service and chat-service as far as this service uses them, by hand.
final class FakePeers {

    /// The secret that tokens are asked for with.
    static final String SECRET = "between-services";

    /// What is in the rooms: `room`, `user`, `text`, `client_id`, `id`.
    static final List<Map<String, String>> POSTED =
            Shared.of("chat.posted", CopyOnWriteArrayList::new);

    /// Every call that wanted to post, also again.
    static final List<String> CALLS = Shared.of("chat.calls", CopyOnWriteArrayList::new);

    /// Who joined what: `user room`.
    static final Set<String> JOINED = Shared.of("chat.joined", ConcurrentHashMap::newKeySet);

    /// Accounts that are gone.
    static final Set<String> GONE = Shared.of("identity.gone", ConcurrentHashMap::newKeySet);

    /// Whether chat-service does not answer well.
    static final AtomicBoolean DOWN = Shared.of("chat.down", AtomicBoolean::new);

    private static final Map<String, String> BY_CLIENT =
            Shared.of("chat.by-client", ConcurrentHashMap::new);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;

    FakePeers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void close() {
        server.stop(0);
    }

    static List<String> textsOf(UUID user) {
        return POSTED.stream()
                .filter(message -> user.toString().equals(message.get("user")))
                .map(message -> message.get("room") + ": " + message.get("text"))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals("/.well-known/jwks.json")) {
                answer(exchange, 200, TestTokens.jwks((ECPublicKey) TestTokens.pair().getPublic()));
            } else if (path.equals("/internal/tokens")) {
                token(exchange, JSON.readTree(body).path("user_id").asText());
            } else if (DOWN.get()) {
                answer(exchange, 503, "{\"code\":\"unavailable\"}");
            } else {
                chat(exchange, path, body);
            }
        }
    }

    private void token(HttpExchange exchange, String user) throws IOException {
        String expected =
                "Basic "
                        + java.util.Base64.getEncoder()
                                .encodeToString(
                                        ("sms-service:" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
        } else if (GONE.contains(user)) {
            answer(exchange, 404, "{\"code\":\"not_found\"}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"as:%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                            .formatted(user));
        }
    }

    private void chat(HttpExchange exchange, String path, String body) throws IOException {
        String user =
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                        .replace("Bearer as:", "");
        String[] parts = path.split("/");
        if (path.equals("/api/rooms")) {
            answer(
                    exchange,
                    200,
                    """
                    {"items":[{"id":"lobby","name":"Lobby","role":"member","online":3},
                    {"id":"space","name":"Space Café","online":2}],"next":null}\
                    """);
        } else if (path.endsWith("/presence")) {
            answer(
                    exchange,
                    200,
                    "{\"items\":[{\"name\":\"bob\"},{\"name\":\"zoë\"}],\"next\":null}");
        } else if (path.endsWith("/join")) {
            if (parts[3].equals("secret")) {
                answer(exchange, 404, "{\"code\":\"not_found\",\"detail\":\"No such room.\"}");
            } else {
                JOINED.add(user + " " + parts[3]);
                answer(exchange, 200, "{}");
            }
        } else if (path.endsWith("/messages")) {
            post(exchange, user, parts[3], JSON.readTree(body));
        } else {
            answer(exchange, 404, "{\"code\":\"not_found\"}");
        }
    }

    private void post(HttpExchange exchange, String user, String room, JsonNode message)
            throws IOException {
        String text = message.path("content").asText();
        String clientId = message.path("client_id").asText();
        CALLS.add(clientId);
        if (text.contains("[muted]")) {
            answer(exchange, 403, "{\"code\":\"muted\",\"detail\":\"You are muted.\"}");
            return;
        }
        String fresh = UUID.randomUUID().toString();
        String id = BY_CLIENT.computeIfAbsent(room + user + clientId, key -> fresh);
        if (id.equals(fresh)) {
            POSTED.add(
                    Map.of(
                            "room",
                            room,
                            "user",
                            user,
                            "text",
                            text,
                            "client_id",
                            clientId,
                            "id",
                            id));
        }
        answer(exchange, id.equals(fresh) ? 201 : 200, "{\"id\":\"" + id + "\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
