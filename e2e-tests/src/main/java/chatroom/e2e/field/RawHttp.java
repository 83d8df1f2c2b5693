package chatroom.e2e.field;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// HTTP without a client that would correct or refuse what is sent.
final class RawHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_OF_ANSWER = 64 * 1024;

    private RawHttp() {}

    /// A request to the letter.
    ///
    /// @param target path and query as they stand in the request line
    /// @param headers lines without their end
    record Request(String method, String target, List<String> headers, byte[] body) {

        private byte[] bytes(String host) {
            var bytes = new ByteArrayOutputStream();
            write(bytes, method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
            headers.forEach(header -> write(bytes, header + "\r\n"));
            if (body.length > 0 || method.equals("POST")) {
                write(bytes, "Content-Length: " + body.length + "\r\n");
            }
            write(bytes, "Connection: close\r\n\r\n");
            bytes.writeBytes(body);
            return bytes.toByteArray();
        }

        private static void write(ByteArrayOutputStream bytes, String text) {
            bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public String toString() {
            String text = new String(body, StandardCharsets.UTF_8);
            return "%s %s %s %s"
                    .formatted(
                            method,
                            target.length() > 300 ? target.substring(0, 300) + "…" : target,
                            headers,
                            text.length() > 600 ? text.substring(0, 600) + "…" : text);
        }
    }

    /// An answer.
    ///
    /// @param status 0 where none came
    record Response(int status, String text) {}

    /// Sends a request on a connection of its own.
    static Response send(URI origin, Request request) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(origin.getHost(), origin.getPort()),
                    (int) TIMEOUT.toMillis());
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            try {
                socket.getOutputStream()
                        .write(request.bytes(origin.getHost() + ":" + origin.getPort()));
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // It may have refused the head and closed already: the answer says so.
            }
            return response(socket.getInputStream());
        } catch (IOException e) {
            return new Response(0, String.valueOf(e.getMessage()));
        }
    }

    private static Response response(InputStream in) {
        var bytes = new ByteArrayOutputStream();
        try {
            byte[] piece = new byte[8192];
            for (int n = in.read(piece);
                    n >= 0 && bytes.size() < MOST_OF_ANSWER;
                    n = in.read(piece)) {
                bytes.write(piece, 0, n);
            }
        } catch (SocketTimeoutException e) {
            return new Response(0, "no answer within " + TIMEOUT);
        } catch (IOException e) {
            // Reset after the answer: what has come is what there is.
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.startsWith("HTTP/1.") && text.length() > 12
                ? new Response(Integer.parseInt(text.substring(9, 12)), text)
                : new Response(0, text);
    }
}
