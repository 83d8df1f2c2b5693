package chatroom.gateway.headers;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The headers that a service sees of a request: nothing that a caller could pass itself off with,
/// nothing that belongs to the connection, and where the request really came from.
@Singleton
public final class ServiceHeaders {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "host",
                    "expect",
                    "content-length");

    /// The caller's place in a trace: the service behind is told the gateway's own instead.
    private static final Set<String> OF_THE_TRACE = Set.of("traceparent", "tracestate", "baggage");

    /// Names that some proxy or framework reads as an identity, an address or another request.
    private static final Set<String> CLAIMS =
            Set.of(
                    "forwarded",
                    "via",
                    "remote-user",
                    "true-client-ip",
                    "cf-connecting-ip",
                    "x-csrf-token",
                    "x-real-ip",
                    "x-client-ip",
                    "x-cluster-client-ip",
                    "x-http-method",
                    "x-http-method-override",
                    "x-method-override");

    private static final Set<String> CLAIM_PREFIXES =
            Set.of(
                    "x-forwarded-",
                    "x-user",
                    "x-auth",
                    "x-remote-",
                    "x-identity",
                    "x-original-",
                    "x-rewrite-",
                    "x-envoy-",
                    "x-jwt-");

    private final TrustedProxies proxies;

    @Inject
    public ServiceHeaders(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /// A copy to send.
    public MultiMap of(HttpServerRequest request) {
        MultiMap headers = HttpHeaders.headers();
        Set<String> hopByHop = namedByConnection(request);
        request.headers()
                .forEach((name, value) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    if (passes(lower) && !hopByHop.contains(lower)) {
                        headers.add(name, value);
                    }
                });
        String remote = request.connection().remoteAddress().hostAddress();
        boolean trusted = proxies.trusts(remote);
        headers.set("X-Forwarded-For", proxies.client(remote, all(request, "x-forwarded-for")));
        headers.set(
                "X-Forwarded-Proto",
                trusted && "https".equals(request.getHeader("x-forwarded-proto"))
                        ? "https"
                        : request.scheme());
        String host = trusted ? request.getHeader("x-forwarded-host") : null;
        if (host == null) {
            host = request.getHeader(HttpHeaders.HOST);
        }
        if (host != null) {
            headers.set("X-Forwarded-Host", host);
        }
        return headers;
    }

    private static boolean passes(String name) {
        return !OF_THE_CONNECTION.contains(name)
                && !OF_THE_TRACE.contains(name)
                && !CLAIMS.contains(name)
                && CLAIM_PREFIXES.stream().noneMatch(name::startsWith);
    }

    private static Set<String> namedByConnection(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.CONNECTION).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static String all(HttpServerRequest request, String name) {
        return String.join(",", request.headers().getAll(name));
    }
}
