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
    private static final String POST = "POST /login HTTP/1.1\r\nHost: a\r\n";

    @ParameterizedTest
    @DisplayName("A7: Content-Length with Transfer-Encoding, and HTTP/2, are 400 and closed")
    @ValueSource(
            strings = {
                POST
                        + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "2\r\n{}\r\n0\r\n\r\n",
                POST
                        + "Transfer-Encoding: chunked\r\nContent-Length: 12\r\n\r\n"
                        + "2\r\n{}\r\n0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void aRequestWithTwoReadingsIsRefused(String request) throws IOException {
        URI edge = SharedProduct.get().url();
        try (var socket = new Socket(edge.getHost(), edge.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));

            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.").contains(" 400 ");
        }
    }
}
