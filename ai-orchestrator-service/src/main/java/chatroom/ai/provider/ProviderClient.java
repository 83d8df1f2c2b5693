package chatroom.ai.provider;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Asks one model.
public final class ProviderClient implements AutoCloseable {

    private final Endpoint endpoint;
    private final Quirks quirks;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;

    /// @param connectTimeout longest wait for a connection
    public ProviderClient(Endpoint endpoint, Quirks quirks, Duration connectTimeout) {
        this.endpoint = endpoint;
        this.quirks = quirks;
        this.http =
                HttpClient.newBuilder()
                        // An upgrade to HTTP/2 confuses small servers, and one stream gains nothing
                        // by it.
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(connectTimeout)
                        .executor(threads)
                        .build();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /// Whether the model is known to reason, and so needs tokens for that.
    public boolean reasons() {
        return quirks.of(endpoint).contains(Quirk.REASONS);
    }

    /// Begins a call. Returns at once.
    ///
    /// @param headers further headers of the request
    public ModelCall begin(ChatRequest request, Map<String, String> headers) {
        var call = new ModelCall(endpoint, quirks, http, request, headers);
        threads.execute(call::run);
        return call;
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
