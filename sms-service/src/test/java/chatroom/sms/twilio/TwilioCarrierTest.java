package chatroom.sms.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.sms.twilio.Carrier.Answer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each behaviour of Twilio's is taken for.
class TwilioCarrierTest {

    private static final String TAKEN =
            "{\"sid\":\"SM1\",\"status\":\"queued\",\"to\":\"+12015550123\",\"body\":\"hi\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    201 | {"sid":"SM1","status":"queued"} | Accepted[sid=SM1, status=queued]
                    429 | {"code":20429,"status":429} | NotYet[reason=too many requests, pause=PT7S]
                    400 | {"code":21610,"message":"no","status":400} | Refused[code=21610]
                    400 | {"code":21614,"message":"no","status":400} | Refused[code=21614]
                    404 | nothing here | Unclear
                    401 | {"code":20003,"message":"no","status":401} | Refused[code=20003]
                    408 | {"code":1,"message":"no","status":408} | Unclear[reason=status 408]
                    500 | {"code":20500,"message":"no","status":500} | Unclear[reason=status 500]
                    503 | <html> | Unclear
                    201 | <html> | Unclear
                    201 | {} | Unclear[reason=an answer without a sid]
                    302 | {} | Unclear
                    """)
    void anAnswerIsTakenForWhatItSays(int status, String body, String taken) throws IOException {
        var calls = new AtomicInteger();
        HttpServer server =
                server(exchange -> {
                    calls.incrementAndGet();
                    exchange.getResponseHeaders().add("Retry-After", "7");
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                });
        try {
            assertThat(carrier(address(server)).send(sms()).toString()).startsWith(taken);
            assertThat(calls).as("a call is made once, whatever comes of it").hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aConnectionThatBreaksOrHangsLeavesItOpen() throws IOException {
        HttpServer breaking = server(exchange -> {});
        HttpServer hanging =
                server(exchange -> {
                    try {
                        Thread.sleep(1_500);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        try {
            assertThat(carrier(address(breaking)).send(sms())).isInstanceOf(Answer.Unclear.class);
            assertThat(carrier(address(hanging)).send(sms())).isInstanceOf(Answer.Unclear.class);
        } finally {
            breaking.stop(0);
            hanging.stop(0);
        }
    }

    @Test
    void whereNobodyListensNothingWasTaken() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(carrier(URI.create("http://127.0.0.1:" + port)).send(sms()))
                .isEqualTo(new Answer.NotYet("not reached", null));
    }

    @Test
    void anSmsIsHandedOverWithItsSenderAndItsCallback() throws IOException {
        assertThat(handedOver(sms(), numbers()))
                .startsWith("/2010-04-01/Accounts/AC1/Messages.json ")
                .contains("To=%2B12015550123")
                .contains("From=%2B15005550006")
                .contains("Body=hi")
                .contains("StatusCallback=https%3A%2F%2Fchat.example.org%2Fsms%2Fstatus%3Fid%3D")
                .doesNotContain("SendAsMms");
    }

    @Test
    void onlyWhatIsMeantToBeAnMmsIsSentAsOne() throws IOException {
        var mms = new Carrier.Sms(UUID.randomUUID(), "+12015550123", "+15005550006", "long", true);

        assertThat(handedOver(mms, numbers())).contains("SendAsMms=true");
    }

    @Test
    void theMessagingServiceSendsWhatHasNoNumberOfItsOwn() throws IOException {
        var sms = new Carrier.Sms(UUID.randomUUID(), "+12015550123", null, "hi", false);
        var senders = new SenderNumbers(Optional.empty(), Optional.of("MG1"));

        assertThat(handedOver(sms, senders))
                .contains("MessagingServiceSid=MG1")
                .doesNotContain("From=");
    }

    private static String handedOver(Carrier.Sms sms, SenderNumbers senders) throws IOException {
        var asked = new AtomicReference<>("");
        HttpServer server =
                server(exchange -> {
                    asked.set(
                            exchange.getRequestURI()
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    byte[] bytes = TAKEN.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(201, bytes.length);
                    exchange.getResponseBody().write(bytes);
                });
        try {
            carrier(address(server), senders).send(sms);
            return Objects.requireNonNull(asked.get());
        } finally {
            server.stop(0);
        }
    }

    private static SenderNumbers numbers() {
        return new SenderNumbers(Optional.of(List.of("+15005550006")), Optional.empty());
    }

    private static Carrier.Sms sms() {
        return new Carrier.Sms(UUID.randomUUID(), "+12015550123", "+15005550006", "hi", false);
    }

    private static TwilioCarrier carrier(URI api) {
        return carrier(api, numbers());
    }

    private static TwilioCarrier carrier(URI api, SenderNumbers senders) {
        return new TwilioCarrier(
                senders,
                Optional.of("AC1"),
                Optional.of("token"),
                api,
                "https://chat.example.org/",
                Duration.ofMillis(700));
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static HttpServer server(Handler handler) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        handler.handle(exchange);
                    }
                });
        server.start();
        return server;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
