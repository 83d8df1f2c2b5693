package chatroom.identity.session;

import chatroom.text.Text;
import io.vertx.core.http.HttpServerRequest;

/// Where a call comes from, as its owner will recognise it.
///
/// @param ip the address, by a trusted proxy's word where there is one in front
/// @param userAgent as sent, at most 300 characters
public record Client(String ip, String userAgent) {

    private static final int LONGEST_USER_AGENT = 300;

    public static Client of(HttpServerRequest request) {
        String agent = request.getHeader("User-Agent");
        return new Client(
                request.remoteAddress().hostAddress(),
                agent == null ? "" : Text.truncate(Text.clean(agent), LONGEST_USER_AGENT));
    }
}
