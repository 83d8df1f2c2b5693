package chatroom.ai.voices;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A provider that speaks OpenAI's protocol and does what it is told to: answer, refuse, hang,
/// break off, talk nonsense.
public final class ScriptedProvider implements AutoCloseable {

    /// What to do with the next request.
    public interface Act {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> requests = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final List<String> traces = new java.util.concurrent.CopyOnWriteArrayList<>();
    private volatile Act always = saying("Yes.");
    private volatile boolean abandoned;

    public ScriptedProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /// The bodies of all requests.
    public List<String> requests() {
        return requests;
    }

    /// The `traceparent` of all requests that had one.
    public List<String> traces() {
        return traces;
    }

    /// Whether a client has gone away while it was still being answered.
    public boolean abandoned() {
        return abandoned;
    }

    public void next(Act... these) {
        acts.addAll(List.of(these));
    }

    /// Forgets what was to be done with further requests.
    public void forget() {
        acts.clear();
    }

    public void always(Act act) {
        always = act;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        traces.addAll(exchange.getRequestHeaders().getOrDefault("traceparent", List.of()));
        Act act = acts.poll();
        try {
            (act == null ? always : act).answer(exchange);
        } catch (IOException e) {
            abandoned = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    /// Streams these pieces, says how much was used, and ends as it should.
    public static Act saying(String... pieces) {
        return ended("stop", pieces);
    }

    /// Streams these pieces and gives that reason for the end.
    public static Act ended(String reason, String... pieces) {
        return exchange -> {
            OutputStream body = stream(exchange);
            for (String piece : pieces) {
                send(body, delta(piece));
            }
            send(body, finish(reason));
            send(
                    body,
                    chunk(
                            "\"choices\":[],\"usage\":{\"prompt_tokens\":111,\"completion_tokens\":7,\"total_tokens\":118}"));
            send(body, "[DONE]");
        };
    }

    /// Streams these pieces and then breaks the connection.
    public static Act cutAfter(String... pieces) {
        return exchange -> {
            OutputStream body = stream(exchange);
            for (String piece : pieces) {
                send(body, delta(piece));
            }
            throw new IOException("cut");
        };
    }

    /// Streams these pieces and ends politely, but without an end marker.
    public static Act unfinished(String... pieces) {
        return exchange -> {
            OutputStream body = stream(exchange);
            for (String piece : pieces) {
                send(body, delta(piece));
            }
        };
    }

    /// Refuses.
    public static Act status(int status) {
        return status(status, "X-Nothing", "");
    }

    /// Refuses, with a header.
    public static Act status(int status, String header, String value) {
        return exchange -> {
            exchange.getResponseHeaders().add(header, value);
            error(exchange, status, "{\"error\":{\"message\":\"no\"}}");
        };
    }

    /// Refuses requests whose body holds that word, and does otherwise with all others.
    public Act refusing(String word, int status, String error, Act otherwise) {
        return exchange -> {
            if (requests.getLast().contains("\"" + word + "\"")) {
                error(exchange, status, error);
            } else {
                otherwise.answer(exchange);
            }
        };
    }

    /// Thinks for so many tokens, unseen, before it answers; a lower cap ends it before a word.
    public Act reasoning(int tokens, String answer) {
        return exchange -> {
            int cap =
                    Integer.parseInt(
                            requests.getLast().replaceAll("(?s).*tokens\":(\\d+).*", "$1"));
            boolean enough = cap > tokens;
            OutputStream body = stream(exchange);
            if (enough) {
                send(body, delta(answer));
            }
            send(body, finish(enough ? "stop" : "length"));
            send(
                    body,
                    chunk(
                            "\"choices\":[],\"usage\":{\"prompt_tokens\":111,\"completion_tokens\":"
                                    + (enough ? tokens + 7 : cap)
                                    + "}"));
            send(body, "[DONE]");
        };
    }

    /// Sends these lines as they are, with pauses of so many milliseconds before each.
    public static Act lines(long pauseMillis, String... lines) {
        return exchange -> {
            OutputStream body = stream(exchange);
            for (String line : lines) {
                Thread.sleep(pauseMillis);
                body.write((line + "\n\n").getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        };
    }

    /// Sends these lines as they are, and then nothing, on a connection that stays open.
    public Act linesThenSilence(String... lines) {
        return exchange -> {
            OutputStream body = stream(exchange);
            for (String line : lines) {
                body.write((line + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
            body.flush();
            closing.await();
        };
    }

    /// The line of an event with more of the text.
    public static String deltaLine(String text) {
        return "data: " + delta(text);
    }

    /// The line of the event in which a model ends for that reason.
    public static String finishLine(String reason) {
        return "data: " + finish(reason);
    }

    private static String finish(String reason) {
        return chunk(
                "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]");
    }

    private static void error(HttpExchange exchange, int status, String error) throws IOException {
        byte[] bytes = error.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// Sends this instead of an answer.
    public static Act garbage(String text) {
        return exchange -> {
            OutputStream body = stream(exchange);
            body.write(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /// Streams these pieces, then says nothing for as long as somebody listens.
    public Act hangingAfter(String... pieces) {
        return exchange -> {
            if (pieces.length == 0) {
                closing.await();
            }
            OutputStream body = stream(exchange);
            for (String piece : pieces) {
                send(body, delta(piece));
            }
            while (!closing.await(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                // A comment: no event, but it shows whether anybody is there.
                body.write(": \n".getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        };
    }

    private static OutputStream stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void send(OutputStream body, String data) throws IOException {
        body.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    private static String delta(String text) {
        return chunk(
                "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\""
                        + text.replace("\"", "\\\"").replace("\n", "\\n")
                        + "\"},\"finish_reason\":null}]");
    }

    private static String chunk(String content) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"test-model\","
                + content
                + "}";
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
