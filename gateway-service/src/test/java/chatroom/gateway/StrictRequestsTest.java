package chatroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that two readers could understand differently.
@QuarkusTest
@QuarkusTestResource(StandIns.class)
class StrictRequestsTest {

    private static final int TIMEOUT_MILLIS = 20_000;

    @ParameterizedTest
    @DisplayName("A7: 400, and the connection is closed")
    @ValueSource(
            strings = {
                "GET http://a/health HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: zip\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: zip, chunked\r\n\r\n0\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"
            })
    void anAmbiguousRequestIsRefused(String request) throws IOException {
        String answer = untilClosed(request);

        assertThat(answer).startsWith("HTTP/1.").contains(" 400 ");
        // Nothing behind it on the connection is answered.
        assertThat(answer.split("HTTP/1", -1)).hasSize(2);
    }

    @Test
    void aSoundRequestIsServedAndItsConnectionStays() throws IOException {
        String health = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";

        assertThat(untilClosed(health + health.replace("Host", "Connection: close\r\nHost")))
                .containsPattern("(?s)HTTP/1.1 \\d+ .*HTTP/1.1 \\d+ ")
                .doesNotContain(" 400 ");
    }

    @Test
    void aChunkedBodyIsTaken() throws IOException {
        assertThat(
                        untilClosed(
                                "POST /login HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                        + "Content-Type: application/json\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    private static String untilClosed(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", EdgeClient.port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
