package chatroom.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.prompt.Prompt;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A call that is closed lets go of its connection, wherever it hangs: seen at the provider's
/// socket.
@Timeout(60)
class ReleasedConnectionTest {

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String WORD =
            "data: {\"choices\":[{\"delta\":{\"content\":\"Time \"}}]}\n\n";

    private final ServerSocket server;
    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private final CompletableFuture<Boolean> released = new CompletableFuture<>();

    ReleasedConnectionTest() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before the first byte", "after the head", "in mid-stream"})
    void aClosedCallLetsGoOfItsConnection(String place) throws Exception {
        String sent =
                switch (place) {
                    case "before the first byte" -> "";
                    case "after the head" -> HEAD;
                    default -> HEAD + Integer.toHexString(WORD.length()) + "\r\n" + WORD + "\r\n";
                };
        Thread.ofVirtual().start(() -> answer(sent));
        var endpoint =
                new Endpoint(
                        "openai",
                        URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1"),
                        null,
                        "m");
        var request =
                new ChatRequest(new Prompt("s", List.of(new Prompt.Heard("hello"))), 0.7, 50, 0);
        try (var client = new ProviderClient(endpoint, Quirks.inMemory(), Duration.ofSeconds(5))) {
            ModelCall call = client.begin(request, Map.of());
            assertThat(asked.get(20, TimeUnit.SECONDS)).isTrue();
            if (sent.contains("Time")) {
                while (!(call.next(Duration.ofMillis(100)) instanceof ModelCall.Event.Text)) {}
            }
            assertThat(released).isNotDone();
            call.close();
            assertThat(released.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void answer(String sent) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            var request = new StringBuilder();
            while (request.indexOf("\"messages\"") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                request.append((char) next);
            }
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
            asked.complete(true);
            while (in.read() >= 0) {}
            released.complete(true);
        } catch (IOException e) {
            // A reset is a release, too.
            released.complete(true);
        }
    }
}
