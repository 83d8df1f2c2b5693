package chatroom.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A short visit by a guest, so that the caches hold what a first message needs.
final class Rehearsal {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Rehearsal() {}

    /// Looks around, says a line in the lobby, and waits until a persona has answered.
    static void run(String url) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("/", "/health", "/api/personas", "/api/rooms")) {
                HttpRequest look =
                        HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build();
                client.send(look, HttpResponse.BodyHandlers.discarding());
            }
            var answered = new CountDownLatch(1);
            WebSocket socket =
                    client.newWebSocketBuilder()
                            .connectTimeout(PATIENCE)
                            .buildAsync(
                                    URI.create(
                                            url.replaceFirst("^http", "ws")
                                                    + "/chat?user_id=rehearsal"),
                                    new Ears(answered))
                            .join();
            socket.sendText("@einstein what is time?", true).join();
            answered.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        } catch (IOException e) {
            throw new IllegalStateException("the rehearsal failed: " + e.getMessage(), e);
        }
    }

    private static final class Ears implements WebSocket.Listener {
        private final CountDownLatch answered;
        private final StringBuilder heard = new StringBuilder();

        Ears(CountDownLatch answered) {
            this.answered = answered;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            heard.append(data);
            if (last) {
                if (heard.indexOf("\"ai_start\"") >= 0) {
                    answered.countDown();
                }
                heard.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
