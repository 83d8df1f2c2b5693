package chatroom.sms.twilio;

import chatroom.roomlog.Traceparent;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Twilio's library on a client of our own: to the address of `TWILIO_API_URL`, within one time for
/// all of an answer, and without the repetitions that the library's own makes after a 5xx, each of
/// which may be one more SMS.
final class TwilioTransport extends HttpClient {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int TOO_MANY = 429;
    private static final int LONGEST_ANSWER = 2 << 20;

    /// Nothing was handed over: there was no connection.
    static final class NotReachedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReachedException(Throwable cause) {
            super(cause);
        }
    }

    /// Nothing was taken: it was asked too often.
    static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final int LONGEST_PAUSE_DIGITS = 4;
        private final @Nullable Duration pause;

        BusyException(String retryAfter) {
            boolean seconds =
                    !retryAfter.isEmpty()
                            && retryAfter.length() <= LONGEST_PAUSE_DIGITS
                            && retryAfter.chars().allMatch(digit -> digit >= '0' && digit <= '9');
            this.pause = seconds ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null;
        }

        /// Until it may be asked again; null where it did not say.
        @Nullable Duration pause() {
            return pause;
        }
    }

    /// Whether anything was handed over can not be said.
    static final class BrokenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenException(@Nullable Throwable cause) {
            super(cause);
        }
    }

    private final URI base;
    private final Duration patience;
    private final java.net.http.HttpClient client =
            java.net.http.HttpClient.newBuilder()
                    .version(java.net.http.HttpClient.Version.HTTP_1_1)
                    .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    /// @param base scheme, host and port to call
    /// @param patience for a whole answer
    TwilioTransport(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] codes, int retries, long delay) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        translated(request),
                        BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
        try {
            HttpResponse<String> told = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (told.statusCode() == TOO_MANY) {
                throw new BusyException(told.headers().firstValue("Retry-After").orElse(""));
            }
            return new Response(told.body(), told.statusCode());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectException
                    || e.getCause() instanceof HttpConnectTimeoutException) {
                throw new NotReachedException(e.getCause());
            }
            throw new BrokenException(e.getCause() instanceof IOException io ? io : e);
        } catch (TimeoutException e) {
            // Closes the connection: what comes after is not waited for.
            answer.cancel(true);
            throw new BrokenException(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new BrokenException(e);
        }
    }

    private HttpRequest translated(Request request) {
        var translated =
                HttpRequest.newBuilder(address(request))
                        .timeout(patience)
                        .header("Accept", "application/json")
                        .header("User-Agent", "chatroom");
        // Twilio does nothing with it; a stand-in or a proxy on the way may.
        Traceparent.headers().forEach(translated::header);
        if (request.requiresAuthentication()) {
            translated.header("Authorization", request.getAuthString());
        }
        return request.getMethod() == HttpMethod.POST
                ? translated
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(request.encodeFormBody()))
                        .build()
                : translated.GET().build();
    }

    private URI address(Request request) {
        URI wanted = URI.create(request.constructURL().toString());
        String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        return URI.create(
                base.getScheme()
                        + "://"
                        + base.getRawAuthority()
                        + prefix
                        + wanted.getRawPath()
                        + (wanted.getRawQuery() == null ? "" : "?" + wanted.getRawQuery()));
    }
}
