package chatroom.bench.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// As much of the API as it takes to make rooms in which no persona speaks.
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;
    private static final int ATTEMPTS = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int chatPort;
    private final String token;

    private Api(int chatPort, String token) {
        this.chatPort = chatPort;
        this.token = token;
    }

    static Api signIn(int identityPort, int chatPort, String name, String password) {
        var api = new Api(chatPort, "");
        String answer =
                api.call(
                        "POST",
                        identityPort,
                        "/login",
                        Map.of("username", name, "password", password));
        try {
            return new Api(chatPort, JSON.readTree(answer).path("access_token").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Makes public rooms without personas.
    ///
    /// @return their ids
    public List<String> rooms(String prefix, int number) {
        List<String> ids = IntStream.range(0, number).mapToObj(each -> prefix + each).toList();
        ids.forEach(id -> {
            call(
                    "POST",
                    chatPort,
                    "/api/rooms",
                    Map.of("id", id, "name", id, "visibility", "public", "personas", List.of()));
            call("PUT", chatPort, "/api/rooms/" + id + "/ai", Map.of("respond_when", "mentioned"));
        });
        return ids;
    }

    private String call(String method, int port, String path, Map<String, ?> body) {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = ask(method, port, path, body);
            // Taken: by the attempt before.
            if (answer.statusCode() < 300 || attempt > 1 && answer.statusCode() == CONFLICT) {
                return answer.body();
            }
            if (answer.statusCode() != UNAVAILABLE || attempt == ATTEMPTS) {
                throw new IllegalStateException(
                        "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
            }
        }
    }

    private HttpResponse<String> ask(String method, int port, String path, Map<String, ?> body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + token)
                            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
