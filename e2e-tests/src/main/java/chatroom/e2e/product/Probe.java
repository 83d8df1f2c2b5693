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
