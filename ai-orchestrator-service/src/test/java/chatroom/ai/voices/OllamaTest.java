package chatroom.ai.voices;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.voices.Ollama.Found;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaTest {

    private HttpServer server = unstarted();
    private final Map<String, String> capabilities = new ConcurrentHashMap<>();
    private volatile String tags = "{}";
    private volatile long delayMillis;

    @BeforeEach
    void start() {
        server.createContext(
                "/api/tags",
                exchange -> {
                    try {
                        Thread.sleep(delayMillis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    answer(exchange, tags);
                });
        server.createContext(
                "/api/show",
                exchange -> {
                    String asked =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    String found =
                            capabilities.entrySet().stream()
                                    .filter(entry -> asked.contains(entry.getKey()))
                                    .map(Map.Entry::getValue)
                                    .findFirst()
                                    .orElse("[]");
                    answer(exchange, "{\"capabilities\":" + found + "}");
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
        assertThat(ollama().look()).isEqualTo(new Found.Model("llama3.2:3b"));
    }

    // C7
    @Test
    void aModelThatOnlyMeasuresIsKnownByItsFamily() throws Exception {
        tags =
                """
                {"models":[{"name":"mine","details":{"family":"nomic-bert","families":["nomic-bert"]}},\
                {"name":"all-minilm:22m"},{"name":"bge-m3:latest"},{"name":"qwen3:4b"}]}\
                """;
        assertThat(ollama().look()).isEqualTo(new Found.Model("qwen3:4b"));
    }

    // C7
    @Test
    void aModelThatOnlyMeasuresIsKnownByItsCapabilities() throws Exception {
        tags =
                """
                {"models":[{"name":"custom"},{"name":"writer"}]}\
                """;
        capabilities.put("custom", "[\"embedding\"]");
        capabilities.put("writer", "[\"completion\",\"tools\"]");
        assertThat(ollama().look()).isEqualTo(new Found.Model("writer"));
    }

    // C7
    @Test
    void aSlowFirstLookIsWaitedFor() throws Exception {
        delayMillis = 2_500;
        tags =
                """
                {"models":[{"name":"llama3.2:3b"}]}\
                """;
        assertThat(ollama().look()).isEqualTo(new Found.Model("llama3.2:3b"));
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
        assertThat(ollama().look()).isEqualTo(new Found.Nothing());
    }

    @Test
    void whereNobodyAnswersThereIsNone() throws Exception {
        server.stop(0);
        assertThat(ollama().look()).isEqualTo(new Found.Nothing());
    }

    @Test
    void itsDoorIsThatForOpenAisClients() {
        assertThat(new Ollama(URI.create("http://h:1/")).door()).hasToString("http://h:1/v1");
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
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
