package chatroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final String LIST =
            """
            {"items":[{"group":"chat-projection","topic":"room.lobby","partition":0,"offset":17,
            "reason":"BatchUpdateException SQLSTATE 22021","time":"2026-11-29T10:00:00.123Z"}]}\
            """;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.createContext(
                "/q/deadletters",
                exchange -> {
                    calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    String answer =
                            exchange.getRequestMethod().equals("POST")
                                    ? "{\"replayed\":{\"chat-projection\":1,\"chat-state/users\":0}}"
                                    : LIST;
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void twoProcessesOfAServiceTellOfALetterOnce() throws InterruptedException {
        int code = run(Map.of("chat-1", here(), "chat-2", here()), false);
        assertThat(code).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "chat-projection  room.lobby-0@17  2026-11-29T10:00:00.123Z"
                                + "  BatchUpdateException SQLSTATE 22021",
                        "1 dead letters.");
    }

    @Test
    void aReplayAsksForTheGroupsThatAreNamed() throws InterruptedException {
        assertThat(run(Map.of("chat", here()), true, "chat-projection", "sms")).isZero();
        assertThat(calls)
                .containsExactly(
                        "POST /q/deadletters/replay?group=chat-projection",
                        "POST /q/deadletters/replay?group=sms");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("chat: chat-projection handles 1 again")
                .doesNotContain("users");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() throws InterruptedException {
        assertThat(run(Map.of("ai", URI.create("http://127.0.0.1:9")), false)).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("ai does not answer");
    }

    private int run(Map<String, URI> services, boolean replay, String... groups)
            throws InterruptedException {
        return new DeadLetters(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(services, replay, List.of(groups));
    }

    private URI here() {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    }
}
