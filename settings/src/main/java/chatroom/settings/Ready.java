package chatroom.settings;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// Whether the service in this container is ready, for a container that has neither shell nor curl:
/// ends with 0 where the management port `READY_PORT` says so. Needs nothing but the JDK.
public final class Ready {

    private static final int PATIENCE_MILLIS = 5_000;

    private Ready() {}

    /// @param arguments none
    public static void main(String[] arguments) throws IOException {
        URI ready =
                URI.create("http://127.0.0.1:" + System.getenv("READY_PORT") + "/q/health/ready");
        var connection = (HttpURLConnection) ready.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        System.exit(connection.getResponseCode() == HttpURLConnection.HTTP_OK ? 0 : 1);
    }
}
