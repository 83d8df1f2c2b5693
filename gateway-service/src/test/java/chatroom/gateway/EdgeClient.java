package chatroom.gateway;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;

/// Calls the edge as programs and browsers do.
final class EdgeClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = port();

    /// Where the edge under test listens.
    static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    HttpResponse<String> get(String path, String... headers) {
        return call("GET", path, "", headers);
    }

    HttpResponse<String> call(String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What comes back for these very bytes, until the edge closes or falls silent for a second.
    String raw(String request) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new StringBuilder();
            try {
                int octet;
                while ((octet = socket.getInputStream().read()) >= 0) {
                    answer.append((char) octet);
                }
            } catch (SocketTimeoutException silence) {
                return answer.toString();
            }
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }
}
