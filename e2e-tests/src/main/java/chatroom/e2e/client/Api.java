package chatroom.e2e.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The product's REST API, as one person or nobody in particular.
public final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private static volatile Consumer<Answer> witness = answer -> {};

    private final URI origin;
    private final @Nullable String token;
    private final @Nullable String traceparent;

    private Api(URI origin, @Nullable String token, @Nullable String traceparent) {
        this.origin = origin;
        this.token = token;
        this.traceparent = traceparent;
    }

    /// As nobody.
    public static Api at(URI origin) {
        return new Api(origin, null, null);
    }

    /// Shows every answer, whoever asked for it, to somebody who may object.
    public static void onAnswer(Consumer<Answer> next) {
        witness = next;
    }

    /// As whoever has this access token.
    public Api as(String token) {
        return new Api(origin, token, traceparent);
    }

    /// As part of a trace.
    public Api in(String traceparent) {
        return new Api(origin, token, traceparent);
    }

    /// An answer.
    public record Answer(String call, int status, HttpHeaders headers, String body) {

        /// Whether it says that its body is JSON.
        public boolean isJson() {
            return headers.firstValue("Content-Type").orElse("").contains("json");
        }

        /// The body as JSON.
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(this + " is no JSON", e);
            }
        }

        /// Itself, where it has this status.
        public Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("expected %d, but %s".formatted(wanted, this));
            }
            return this;
        }

        @Override
        public String toString() {
            return "%s answered %d %s".formatted(call, status, body);
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /// Makes an account.
    public Account signUp(String name) {
        JsonNode signedIn =
                post(
                                "/signup",
                                Map.of(
                                        "username",
                                        name,
                                        "email",
                                        name + "@example.org",
                                        "password",
                                        "violet kettle orbit " + name))
                        .expect(201)
                        .json();
        String fresh = signedIn.path("access_token").asText();
        return new Account(name, signedIn.path("user").path("id").asText(), fresh, as(fresh));
    }

    private Answer send(String method, String path, @Nullable Object body) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(origin.resolve(path)).timeout(Duration.ofSeconds(30));
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            if (traceparent != null) {
                request.header("traceparent", traceparent);
            }
            if (body == null) {
                request.method(method, HttpRequest.BodyPublishers.noBody());
            } else {
                String text = body instanceof String raw ? raw : JSON.writeValueAsString(body);
                request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(text));
            }
            HttpResponse<String> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var answer =
                    new Answer(
                            method + " " + path,
                            response.statusCode(),
                            response.headers(),
                            response.body());
            witness.accept(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
