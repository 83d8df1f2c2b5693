package chatroom.chat.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client's socket, for tests.
final class Socket implements AutoCloseable, WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Map<String, Long> passedOver = new HashMap<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private Socket(URI at, @Nullable String token) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        socket = builder.buildAsync(at, this).join();
    }

    static Socket open(URI at) {
        return new Socket(at, null);
    }

    static Socket open(URI at, String token) {
        return new Socket(at, token);
    }

    /// The status that a handshake is refused with; 101 where it is not.
    static int handshake(URI at, @Nullable String token) {
        try (Socket opened = new Socket(at, token)) {
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    void send(String frame) {
        socket.sendText(frame, true).join();
    }

    /// The next frame.
    JsonNode next() {
        return next(frame -> true);
    }

    /// The next frame of an event; others are passed over.
    JsonNode next(String event) {
        return next(frame -> frame.get("event").asText().equals(event));
    }

    JsonNode next(Predicate<JsonNode> wanted) {
        try {
            while (true) {
                JsonNode frame = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (frame == null) {
                    throw new AssertionError("no such frame came");
                }
                if (wanted.test(frame)) {
                    return frame;
                }
                passedOver.merge(frame.get("event").asText(), 1L, Long::sum);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /// How many frames of an event came before the one that was asked for last.
    long passedOver(String event) {
        return passedOver.getOrDefault(event, 0L);
    }

    /// What has come and was not asked for.
    List<JsonNode> rest() {
        var rest = new ArrayList<JsonNode>();
        frames.drainTo(rest);
        return rest;
    }

    /// The code that the socket was closed with.
    int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                frames.add(JSON.readTree(partial.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            partial.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket).join();
        http.shutdownNow();
    }
}
