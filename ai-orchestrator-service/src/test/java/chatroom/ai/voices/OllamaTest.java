package chatroom.ai.voices;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaTest {

    private HttpServer server = unstarted();
    private volatile String tags = "{}";

    @BeforeEach
    void start() {
        server.createContext(
                "/api/tags",
                exchange -> {
                    byte[] body = tags.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theFirstModelThatWritesIsTheOne() throws Exception {
        tags =
                """
                {"models":[{"name":"nomic-embed-text:latest"},{"name":"llama3.2:3b"},{"name":"x"}]}\
                """;
        assertThat(ollama().model()).contains("llama3.2:3b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"models":[]}
                    {}
                    not json
                    """)
    void withoutAModelThereIsNone(String answer) throws Exception {
        tags = answer;
        assertThat(ollama().model()).isEmpty();
    }

    @Test
    void whereNobodyAnswersThereIsNone() throws Exception {
        server.stop(0);
        assertThat(ollama().model()).isEmpty();
    }

    @Test
    void itsDoorIsThatForOpenAisClients() {
        assertThat(new Ollama(URI.create("http://h:1/")).door()).hasToString("http://h:1/v1");
    }

    private Ollama ollama() {
        return new Ollama(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private static HttpServer unstarted() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
