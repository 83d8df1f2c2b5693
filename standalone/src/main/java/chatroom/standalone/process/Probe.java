package chatroom.standalone.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Whether a process is ready to be used.
@FunctionalInterface
public interface Probe {

    /// How long an answer may take.
    Duration PATIENCE = Duration.ofSeconds(2);

    /// Asks once, and returns within {@link #PATIENCE}. A failure is a "not yet".
    boolean isReady();

    /// Ready once it answers this address with 200.
    static Probe http(URI address) {
        return () -> {
            try {
                var connection = (HttpURLConnection) address.toURL().openConnection();
                connection.setConnectTimeout((int) PATIENCE.toMillis());
                connection.setReadTimeout((int) PATIENCE.toMillis());
                try {
                    return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
                } finally {
                    connection.disconnect();
                }
            } catch (IOException e) {
                return false;
            }
        };
    }

    /// Ready once it has written this file.
    static Probe file(Path file) {
        return () -> Files.exists(file);
    }
}
