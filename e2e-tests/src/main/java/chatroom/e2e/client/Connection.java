package chatroom.e2e.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One WebSocket, from its handshake to its end.
final class Connection {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebSocket socket;
    private final CompletableFuture<String> ended;

    private Connection(WebSocket socket, CompletableFuture<String> ended) {
        this.socket = socket;
        this.ended = ended;
    }

    /// Opens one.
    ///
    /// @param heard is told every text frame, in order, before the next is read
    /// @throws IOException where nobody answers
    static Connection open(URI origin, Door door, String path, Consumer<String> heard)
            throws IOException, HandshakeRefusedException {
        var ended = new CompletableFuture<String>();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
        if (door.token() != null) {
            builder.header("Authorization", "Bearer " + door.token());
        }
        URI url = URI.create("ws://%s%s".formatted(origin.getAuthority(), path));
        CompletableFuture<WebSocket> opening = builder.buildAsync(url, new Listening(heard, ended));
        try {
            return new Connection(opening.get(10, TimeUnit.SECONDS), ended);
        } catch (ExecutionException e) {
            Throwable cause =
                    e.getCause() instanceof CompletionException wrapped
                            ? wrapped.getCause()
                            : e.getCause();
            if (cause instanceof WebSocketHandshakeException refused) {
                throw new HandshakeRefusedException(refused.getResponse().statusCode(), cause);
            }
            throw new IOException(cause);
        } catch (TimeoutException e) {
            opening.thenAccept(WebSocket::abort);
            throw new IOException("no handshake", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /// Sends a frame; false where the connection is gone.
    synchronized boolean send(String frame) {
        try {
            socket.sendText(frame, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            abort();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Waits for the end, and says what it was.
    String awaitEnd() throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((done, failure) -> abort());
    }

    void abort() {
        socket.abort();
        ended.complete("aborted");
    }

    private static final class Listening implements WebSocket.Listener {
        private final Consumer<String> heard;
        private final CompletableFuture<String> ended;
        private final StringBuilder frame = new StringBuilder();

        Listening(Consumer<String> heard, CompletableFuture<String> ended) {
            this.heard = heard;
            this.ended = ended;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                String whole = frame.toString();
                frame.setLength(0);
                heard.accept(whole);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            ended.complete(status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.complete(error.toString());
        }
    }
}
