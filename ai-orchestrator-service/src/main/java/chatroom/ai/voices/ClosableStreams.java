package chatroom.ai.voices;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;

/// An HTTP client for one call, which hands out the stream that it reads: closing that ends the
/// call, also while the provider says nothing at all. Connections are those of the client behind.
final class ClosableStreams implements HttpClient, HttpClientBuilder {

    /// No chat line is longer; what is, is not read.
    private static final long MOST_BYTES = 1 << 20;

    private final HttpClient behind;
    private final Consumer<InputStream> reads;

    ClosableStreams(HttpClient behind, Consumer<InputStream> reads) {
        this.behind = behind;
        this.reads = reads;
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventListener listener) {
        execute(request, new DefaultServerSentEventParser(), listener);
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        ServerSentEventParser handingOut =
                (body, to) -> {
                    reads.accept(body);
                    parser.parse(new Bounded(body), to);
                };
        behind.execute(request, handingOut, listener);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        return behind.execute(request);
    }

    // The client behind has its time-outs already.

    @Override
    public Duration connectTimeout() {
        return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }

    @Override
    public HttpClient build() {
        return this;
    }

    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            return counted(read, read);
        }

        private int counted(int result, int bytes) throws IOException {
            left -= Math.max(bytes, 0);
            if (left < 0) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            return result;
        }
    }
}
