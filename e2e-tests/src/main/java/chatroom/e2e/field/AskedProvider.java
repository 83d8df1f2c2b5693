package chatroom.e2e.field;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// A provider in this JVM that answers every question with two words, and notes when it was asked.
final class AskedProvider implements AutoCloseable {

    private static final String ANSWER =
            """
            data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Quite so."},"finish_reason":null}]}

            data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Question> questions = new ConcurrentLinkedQueue<>();

    /// @param at in nanoseconds of this JVM's own clock
    private record Question(String body, long at) {}

    AskedProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        long at = System.nanoTime();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!body.isEmpty()) {
            questions.add(new Question(body, at));
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(ANSWER.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    /// When it was first asked about a text that occurs once; empty where it was not yet.
    OptionalLong askedAbout(String text) {
        return questions.stream()
                .filter(question -> question.body().contains(text))
                .mapToLong(Question::at)
                .min();
    }

    /// As `OPENAI_BASE_URL` takes it.
    String baseUrl() {
        return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
