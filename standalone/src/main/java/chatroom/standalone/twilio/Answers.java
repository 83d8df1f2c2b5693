package chatroom.standalone.twilio;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Answers of the simulator.
final class Answers {

    static final Charset UTF_8 = StandardCharsets.UTF_8;

    private Answers() {}

    static void json(HttpExchange call, int status, Object value) throws IOException {
        send(call, status, "application/json", Json.write(value));
    }

    /// As Twilio says what is wrong.
    static void twilioError(HttpExchange call, int status, int code, String message)
            throws IOException {
        json(
                call,
                status,
                Map.of(
                        "code",
                        code,
                        "message",
                        message,
                        "more_info",
                        "https://www.twilio.com/docs/errors/" + code,
                        "status",
                        status));
    }

    static void send(HttpExchange call, int status, String type, byte[] body) throws IOException {
        // What is not read of a request would break the next one on the connection.
        call.getRequestBody().readAllBytes();
        call.getResponseHeaders().set("Content-Type", type);
        call.getResponseHeaders().set("Cache-Control", "no-store");
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
    }
}
