package chatroom.e2e.field;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Every frame that a client may send, with bad values, over a guest's sockets.
final class FuzzFrames {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int FRAMES_PER_SOCKET = 25;

    private static final List<String> TYPES =
            List.of("message", "typing", "read", "stop", "auth", "ping", "dance");

    private static final List<String> FIELDS =
            List.of("text", "client_id", "reply_to", "seq", "message_id", "token", "traceparent");

    private final URI door;
    private final FuzzValues values;

    FuzzFrames(URI origin, String guest, FuzzValues values) {
        this.door =
                URI.create(
                        "ws://%s:%d/chat?user_id=%s"
                                .formatted(origin.getHost(), origin.getPort(), guest));
        this.values = values;
    }

    /// Sends so many frames. After each socketful, a sound message must still be acknowledged, on
    /// that socket or, where bad frames closed it, on the next.
    ///
    /// @return sockets after which none was
    int run(int frames) throws InterruptedException {
        int deaf = 0;
        try (var http = HttpClient.newHttpClient()) {
            for (int sent = 0; sent < frames; sent += FRAMES_PER_SOCKET) {
                var socket = new Socket(http, door);
                for (int i = 0; i < FRAMES_PER_SOCKET && socket.isOpen(); i++) {
                    socket.send(frame());
                }
                boolean acknowledged = socket.acknowledges();
                socket.close();
                if (!acknowledged) {
                    var next = new Socket(http, door);
                    acknowledged = next.acknowledges();
                    next.close();
                }
                deaf += acknowledged ? 0 : 1;
            }
        }
        return deaf;
    }

    private String frame() {
        if (values.chance(10)) {
            return values.badJson();
        }
        var frame = new StringBuilder("{\"type\":");
        frame.append(values.chance(85) ? "\"" + values.of(TYPES) + "\"" : values.badJson());
        for (String field : FIELDS) {
            if (values.chance(45)) {
                frame.append(",\"").append(field).append("\":").append(values.badJson());
            }
        }
        return values.chance(95) ? frame.append('}').toString() : frame.toString();
    }

    /// One connection.
    private static final class Socket implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final String id = "sound-" + UUID.randomUUID();
        private final CompletableFuture<Boolean> acknowledged = new CompletableFuture<>();
        private final WebSocket socket;

        Socket(HttpClient http, URI door) throws InterruptedException {
            socket = opened(http, door);
        }

        /// The name of the socket before may take a moment to be free again.
        private WebSocket opened(HttpClient http, URI door) throws InterruptedException {
            for (long end = System.nanoTime() + TIMEOUT.toNanos(); ; Thread.sleep(200)) {
                try {
                    return http.newWebSocketBuilder().buildAsync(door, this).join();
                } catch (CompletionException e) {
                    if (System.nanoTime() > end) {
                        throw e;
                    }
                }
            }
        }

        boolean isOpen() {
            return !socket.isOutputClosed() && !acknowledged.isDone();
        }

        void send(String frame) {
            try {
                socket.sendText(frame, true).join();
            } catch (CompletionException e) {
                // Closed under way, which is an answer too.
            }
        }

        boolean acknowledges() throws InterruptedException {
            if (socket.isOutputClosed()) {
                return false;
            }
            String sound =
                    "{\"type\":\"message\",\"text\":\"sound\",\"client_id\":\"%s\"}".formatted(id);
            // Again and again: so many frames at once may have used up what a guest may send.
            for (long end = System.nanoTime() + TIMEOUT.toNanos();
                    System.nanoTime() < end && !socket.isOutputClosed(); ) {
                send(sound);
                try {
                    return acknowledged.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    continue;
                } catch (ExecutionException e) {
                    return false;
                }
            }
            return false;
        }

        void close() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket).join();
            socket.abort();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                if (text.indexOf("\"ack\"") >= 0 && text.indexOf(id) >= 0) {
                    acknowledged.complete(true);
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            acknowledged.complete(false);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            acknowledged.complete(false);
        }
    }
}
