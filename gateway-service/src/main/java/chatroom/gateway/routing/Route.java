package chatroom.gateway.routing;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/// One row of the routing table.
///
/// @param path as the router reads it: `:room` is a parameter, `/*` at the end covers the path
///   itself and everything below
/// @param kind plain HTTP or a WebSocket handshake
/// @param upstream who answers
/// @param methods what is routed; empty for all
/// @param cookies which credential cookies the path reads; others never reach a service
/// @param maxBody largest request body in bytes
public record Route(
        String path,
        Kind kind,
        Upstream upstream,
        Set<HttpMethod> methods,
        Set<CredentialCookie> cookies,
        int maxBody) {

    /// The path parameter that names a room.
    public static final String ROOM = "room";

    private static final int DEFAULT_MAX_BODY = 64 * 1024;

    /// What travels on a route.
    public enum Kind {
        HTTP,
        SOCKET
    }

    public Route {
        methods = Set.copyOf(methods);
        cookies = Set.copyOf(cookies);
    }

    static Route http(String path, Upstream upstream) {
        return new Route(
                path,
                Kind.HTTP,
                upstream,
                Set.of(),
                Set.of(CredentialCookie.ACCESS),
                DEFAULT_MAX_BODY);
    }

    static Route socket(String path, Upstream upstream) {
        return new Route(
                path,
                Kind.SOCKET,
                upstream,
                Set.of(HttpMethod.GET),
                Set.of(CredentialCookie.ACCESS),
                0);
    }

    Route only(HttpMethod... some) {
        return new Route(path, kind, upstream, Set.of(some), cookies, maxBody);
    }

    Route reading(CredentialCookie... some) {
        return new Route(path, kind, upstream, methods, Set.of(some), maxBody);
    }
}
