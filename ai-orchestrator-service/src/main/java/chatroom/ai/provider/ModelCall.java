package chatroom.ai.provider;

import chatroom.ai.output.Tokens;
import chatroom.ai.provider.ProviderFault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One line of a model while it is being written. A request that the model refuses for a parameter
/// is made again at once without it.
public final class ModelCall implements AutoCloseable {

    /// What happens in a call.
    public sealed interface Event {

        /// More of the line, without reasoning and marks.
        record Text(String text) implements Event {}

        /// The text so far was no part of the line.
        record Restart() implements Event {}

        /// Bytes came, but nothing of the line: the provider is at work.
        record Busy() implements Event {}

        /// Nothing came.
        record Nothing() implements Event {}

        /// The line is whole.
        ///
        /// @param complete false where a limit cut it
        /// @param streamed whether it came piece by piece
        /// @param tokensIn tokens read by the provider's count; −1 where it did not say
        /// @param tokensOut tokens written, reasoning included, likewise
        record Ended(boolean complete, boolean streamed, int tokensIn, int tokensOut)
                implements Event {}

        /// Nothing more will come.
        record Failed(ProviderFault fault) implements Event {}
    }

    private static final int MOST_CHANGES = 6;
    private static final int MOST_ERROR_BYTES = 16_384;

    /// After the model has ended, the count of what it used is waited for so long.
    private static final Duration USAGE_TIMEOUT = Duration.ofSeconds(1);

    private final Endpoint endpoint;
    private final Quirks quirks;
    private final HttpClient http;
    private final ChatRequest request;
    private final Map<String, String> headers;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean busyTold = new AtomicBoolean();
    private final StringBuffer written = new StringBuffer();
    private final StringBuffer reasoning = new StringBuffer();
    private volatile long finishingSince;
    private @Nullable CompletableFuture<HttpResponse<InputStream>> answer;
    private @Nullable InputStream body;
    private boolean closed;

    ModelCall(
            Endpoint endpoint,
            Quirks quirks,
            HttpClient http,
            ChatRequest request,
            Map<String, String> headers) {
        this.endpoint = endpoint;
        this.quirks = quirks;
        this.http = http;
        this.request = request;
        this.headers = headers;
    }

    /// The next event, {@link Event.Nothing} where there is none within that time.
    public Event next(Duration atMost) throws InterruptedException {
        Event event = events.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (event instanceof Event.Busy) {
            busyTold.set(false);
        }
        if (event == null) {
            long since = finishingSince;
            if (since != 0 && System.nanoTime() - since > USAGE_TIMEOUT.toNanos()) {
                // The line is whole: a connection that stays open tells no more.
                finishingSince = 0;
                closeBody();
            }
            return new Event.Nothing();
        }
        return event;
    }

    /// Tokens that were written so far by our own count, reasoning included.
    public int tokensWritten() {
        return Tokens.count(written.toString()) + Tokens.count(reasoning.toString());
    }

    void run() {
        try {
            Event.Ended end = ask();
            events.add(end);
        } catch (ProviderFault fault) {
            events.add(new Event.Failed(fault));
        } catch (CancellationException e) {
            // Closed: nobody listens.
        } catch (RuntimeException e) {
            events.add(new Event.Failed(new ProviderFault(Kind.GARBAGE, 0, null)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeBody();
        }
    }

    private Event.Ended ask() throws ProviderFault, InterruptedException {
        var found = EnumSet.noneOf(Quirk.class);
        int paidIn = 0;
        int paidOut = 0;
        while (true) {
            Set<Quirk> known = known(found);
            HttpResponse<InputStream> response = send(request.body(endpoint.model(), known));
            int status = response.statusCode();
            if (status / 100 != 2) {
                String error = text(response.body());
                var quirk = Refusals.quirk(status, error, known);
                if (quirk.isPresent() && found.size() < MOST_CHANGES) {
                    found.add(quirk.get());
                    continue;
                }
                throw Refusals.fault(status, response.headers(), error);
            }
            // Only what made the difference is remembered.
            found.forEach(quirk -> quirks.learn(endpoint, quirk));
            Event.Ended end = read(response.body(), known);
            boolean reasons = known.contains(Quirk.REASONS);
            boolean spentOnReasoning = !end.complete() && written.toString().isBlank();
            if (!reasons && (spentOnReasoning || !reasoning.isEmpty())) {
                quirks.learn(endpoint, Quirk.REASONS);
            }
            if (!reasons && spentOnReasoning && found.add(Quirk.REASONS)) {
                paidIn = Math.max(end.tokensIn(), request.prompt().tokens());
                paidOut = Math.max(end.tokensOut(), 0);
                continue;
            }
            if (spentOnReasoning) {
                throw new ProviderFault(Kind.NO_ANSWER, status, null);
            }
            return paidIn == 0 ? end : withPaid(end, paidIn, paidOut);
        }
    }

    /// The first of two calls was paid for, too.
    private Event.Ended withPaid(Event.Ended end, int paidIn, int paidOut) {
        int in = Math.max(end.tokensIn(), request.prompt().tokens());
        int out = Math.max(end.tokensOut(), tokensWritten());
        return new Event.Ended(end.complete(), end.streamed(), paidIn + in, paidOut + out);
    }

    private Set<Quirk> known(Set<Quirk> found) {
        var known = EnumSet.noneOf(Quirk.class);
        known.addAll(quirks.of(endpoint));
        known.addAll(found);
        if (endpoint.provider().equals(Endpoint.OLLAMA)) {
            // It passes over the newer name in silence.
            known.add(Quirk.MAX_TOKENS);
        }
        return known;
    }

    private HttpResponse<InputStream> send(String json) throws ProviderFault, InterruptedException {
        HttpRequest.Builder post =
                HttpRequest.newBuilder(endpoint.completions())
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream, application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(post::header);
        if (endpoint.key() != null) {
            post.header("Authorization", "Bearer " + endpoint.key());
        }
        CompletableFuture<HttpResponse<InputStream>> sent;
        synchronized (this) {
            if (closed) {
                throw new CancellationException();
            }
            sent = http.sendAsync(post.build(), HttpResponse.BodyHandlers.ofInputStream());
            answer = sent;
        }
        try {
            HttpResponse<InputStream> response = sent.get();
            synchronized (this) {
                body = response.body();
                if (!closed) {
                    return response;
                }
            }
            closeBody();
            throw new CancellationException();
        } catch (ExecutionException e) {
            throw fault(e.getCause() == null ? e : e.getCause());
        }
    }

    private static ProviderFault fault(Throwable cause) {
        Kind kind =
                switch (cause) {
                    case HttpConnectTimeoutException _, ConnectException _, SSLException _ ->
                            Kind.UNREACHABLE;
                    case HttpTimeoutException _ -> Kind.TIMED_OUT;
                    case ProtocolException _ -> Kind.GARBAGE;
                    default ->
                            cause.getCause() instanceof UnresolvedAddressException
                                            || cause instanceof UnresolvedAddressException
                                    ? Kind.UNREACHABLE
                                    : Kind.CUT;
                };
        return new ProviderFault(kind, 0, null);
    }

    private Event.Ended read(InputStream stream, Set<Quirk> known) throws ProviderFault {
        var text = new ModelText(known.contains(Quirk.OPENS_IN_THOUGHT));
        ChatStream.End end =
                new ChatStream(
                                new ChatStream.Listener() {
                                    @Override
                                    public void bytes() {
                                        if (!busyTold.getAndSet(true)) {
                                            events.add(new Event.Busy());
                                        }
                                    }

                                    @Override
                                    public void text(String piece) {
                                        say(text.add(piece));
                                    }

                                    @Override
                                    public void reasoning(String piece) {
                                        reasoning.append(piece);
                                    }

                                    @Override
                                    public void finishing() {
                                        finishingSince = System.nanoTime();
                                    }
                                })
                        .read(stream);
        finishingSince = 0;
        say(text.end(end.complete()));
        reasoning.append(text.hidden());
        return new Event.Ended(end.complete(), end.streamed(), end.tokensIn(), end.tokensOut());
    }

    private void say(ModelText.Kept kept) {
        if (kept.restart()) {
            reasoning.append(written);
            written.setLength(0);
            quirks.learn(endpoint, Quirk.OPENS_IN_THOUGHT);
            events.add(new Event.Restart());
        }
        if (!kept.text().isEmpty()) {
            written.append(kept.text());
            events.add(new Event.Text(kept.text()));
        }
    }

    private static String text(InputStream error) {
        try (error) {
            return new String(error.readNBytes(MOST_ERROR_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /// Ends the call, whatever it waits for, and lets go of its connection.
    @Override
    public void close() {
        CompletableFuture<HttpResponse<InputStream>> waiting;
        synchronized (this) {
            closed = true;
            waiting = answer;
        }
        if (waiting != null) {
            waiting.cancel(true);
        }
        closeBody();
    }

    private void closeBody() {
        InputStream stream;
        synchronized (this) {
            stream = body;
        }
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                // It is closed in any case.
            }
        }
    }
}
