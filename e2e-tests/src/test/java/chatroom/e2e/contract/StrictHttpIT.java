package chatroom.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.product.SharedProduct;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests whose end two readers would see at two places. The decoder that refuses them is put in
/// place by the gateway's process as it runs, so it is tried there.
@Order(3)
class StrictHttpIT {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final String BODY = "\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    private static final String HEAD = "POST /login HTTP/1.1\r\nHost: a\r\n";

    @ParameterizedTest
    @DisplayName("A7: Content-Length with Transfer-Encoding is 400, and the connection is closed")
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 12"
            })
    void twoLengthsAreRefused(String headers) throws IOException {
        URI edge = SharedProduct.get().url();
        try (var socket = new Socket(edge.getHost(), edge.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write((HEAD + headers + BODY).getBytes(StandardCharsets.ISO_8859_1));

            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.").contains(" 400 ");
        }
    }
}
