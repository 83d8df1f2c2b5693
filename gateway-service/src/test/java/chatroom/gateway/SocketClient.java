package chatroom.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// WebSockets with any headers, for tests that wait for each frame.
public final class SocketClient {

    private static final int MAX_MESSAGE = 1 << 20;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final int port;

    public SocketClient(Vertx vertx, int port) {
        this.vertx = vertx;
        this.client =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions()
                                .setMaxConnections(1_000)
                                .setMaxMessageSize(MAX_MESSAGE)
                                .setMaxFrameSize(MAX_MESSAGE));
        this.port = port;
    }

    public Socket open(String path) {
        return open(path, List.of());
    }

    /// Throws the refusal as the cause of a `CompletionException`.
    public Socket open(String path, List<String> subProtocols, String... headers) {
        var options =
                new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI(path)
                        .setAllowOriginHeader(List.of(headers).contains("Origin"))
                        .setSubProtocols(subProtocols);
        for (int i = 0; i < headers.length; i += 2) {
            options.addHeader(headers[i], headers[i + 1]);
        }
        var opened = new CompletableFuture<Socket>();
        // The handlers stand before the first frame can come.
        vertx.runOnContext(in ->
                client.connect(options)
                        .onSuccess(socket -> opened.complete(new Socket(socket)))
                        .onFailure(opened::completeExceptionally));
        return opened.join();
    }

    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /// One open socket.
    public static final class Socket {

        private final WebSocket socket;
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        private Socket(WebSocket socket) {
            this.socket = socket;
            socket.textMessageHandler(received::add);
            socket.binaryMessageHandler(bytes -> received.add("binary " + bytes.length()));
            // A test ends with sockets open.
            socket.exceptionHandler(cut -> closed.complete(1006));
            socket.closeHandler(end -> {
                Short code = socket.closeStatusCode();
                closed.complete(code == null ? 1006 : code.intValue());
            });
        }

        public void send(String text) {
            socket.writeTextMessage(text);
        }

        public void sendBinary(Buffer bytes) {
            socket.writeBinaryMessage(bytes);
        }

        public void close(int code) {
            socket.close((short) code);
        }

        public String subProtocol() {
            return socket.subProtocol();
        }

        /// The next frame; waits for it.
        public String next() {
            try {
                String frame = received.poll(10, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("No frame came");
                }
                return frame;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /// The code that the socket was closed with; 1006 where there was none.
        public int closeCode() {
            return closed.orTimeout(10, TimeUnit.SECONDS).join();
        }
    }
}
