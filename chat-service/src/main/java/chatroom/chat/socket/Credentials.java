package chatroom.chat.socket;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Optional;

/// The token that came with a handshake: as `Authorization: Bearer`, or as a subprotocol
/// `bearer.<token>`.
final class Credentials {

    private static final String BEARER = "Bearer ";
    private static final String SUBPROTOCOL = "bearer.";

    private Credentials() {}

    static Optional<String> token(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            return Optional.of(header.startsWith(BEARER) ? header.substring(BEARER.length()) : "");
        }
        String offered = request.getHeader("Sec-WebSocket-Protocol");
        return offered == null
                ? Optional.empty()
                : Arrays.stream(offered.split(","))
                        .map(String::strip)
                        .filter(protocol -> protocol.startsWith(SUBPROTOCOL))
                        .map(protocol -> protocol.substring(SUBPROTOCOL.length()))
                        .findFirst();
    }
}
