package chatroom.e2e.product;

import chatroom.e2e.product.RunFile.Running;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Whether a process serves.
final class Probe {

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private Probe() {}

    static boolean isReady(Running process) {
        if (process.managementPort() != 0) {
            return answers(
                    URI.create(
                            "http://127.0.0.1:%d/q/health/ready"
                                    .formatted(process.managementPort())));
        }
        try (var socket = new Socket("127.0.0.1", process.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /// Makes an account.
    ///
    /// @return the status that was answered; 0 where nothing was
    static int signUp(URI url) {
        String name = "first-" + Long.toString(System.nanoTime(), 36);
        String body =
                "{\"username\":\"%1$s\",\"email\":\"%1$s@example.org\",\"password\":\"violet kettle orbit %1$s\"}"
                        .formatted(name);
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(url.resolve("/signup"))
                                    .timeout(Duration.ofSeconds(30))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    static boolean answers(URI url) {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(url)
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
