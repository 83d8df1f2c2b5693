package chatroom.gateway.upstream;

import io.vertx.core.http.RequestOptions;
import java.net.URI;

/// Where one process of a service answers.
///
/// @param host name or address
/// @param port TCP port
/// @param tls whether it speaks https
public record Origin(String host, int port, boolean tls) {

    /// Reads `http://host[:port]` or `https://host[:port]`; a path is left out.
    ///
    /// @throws IllegalArgumentException when it names no host
    public static Origin parse(String url) {
        URI uri = URI.create(url.strip());
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(url + " names no host");
        }
        boolean tls = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        return new Origin(uri.getHost(), port, tls);
    }

    RequestOptions address(RequestOptions request) {
        return new RequestOptions(request).setHost(host).setPort(port).setSsl(tls);
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + host + ":" + port;
    }
}
