package chatroom.gateway.credential;

import chatroom.gateway.origin.OriginRules;
import chatroom.gateway.problem.Problem;
import chatroom.gateway.problem.ProblemException;
import chatroom.gateway.routing.CredentialCookie;
import chatroom.gateway.routing.Route;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes of a browser's cookies what services understand, a bearer token, and asks for the proof
/// that our own page sent the request: the CSRF token, for a socket the origin.
public final class BrowserCredential {

    private static final String CSRF_COOKIE = "csrf_token";
    private static final String CSRF_HEADER = "x-csrf-token";
    private static final String SUBPROTOCOL_TOKEN = "bearer.";
    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private BrowserCredential() {}

    /// Rewrites the request's `Authorization` and `Cookie` for the route, or fails it.
    public static void apply(RoutingContext ctx, Route route) {
        HttpServerRequest request = ctx.request();
        boolean explicit = explicit(request);
        String access = cookie(request, route, CredentialCookie.ACCESS);
        String refresh = cookie(request, route, CredentialCookie.REFRESH);
        if (!explicit && (access != null || refresh != null)) {
            if (route.kind() == Route.Kind.SOCKET) {
                OriginRules.demandOrigin(ctx);
            } else if (!SAFE.contains(request.method())) {
                demandCsrfToken(request);
            }
        }
        request.headers().remove(HttpHeaders.COOKIE);
        if (!explicit && access != null) {
            request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + access);
        }
        if (refresh != null) {
            request.headers().set(HttpHeaders.COOKIE, sessionCookies(request, refresh));
        }
        ctx.next();
    }

    /// A token that the caller put there itself: no browser does that for another page.
    private static boolean explicit(HttpServerRequest request) {
        if (request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            return true;
        }
        String subprotocols = request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        return subprotocols != null && subprotocols.contains(SUBPROTOCOL_TOKEN);
    }

    /// What identity-service renews: it keeps the CSRF token that other tabs hold.
    private static String sessionCookies(HttpServerRequest request, String refresh) {
        String cookies = CredentialCookie.REFRESH.cookieName() + "=" + refresh;
        String csrf = value(request, CSRF_COOKIE);
        return csrf == null ? cookies : cookies + "; " + CSRF_COOKIE + "=" + csrf;
    }

    private static @Nullable String cookie(
            HttpServerRequest request, Route route, CredentialCookie cookie) {
        return route.cookies().contains(cookie) ? value(request, cookie.cookieName()) : null;
    }

    private static @Nullable String value(HttpServerRequest request, String name) {
        Cookie cookie = request.getCookie(name);
        return cookie == null || cookie.getValue().isBlank() ? null : cookie.getValue();
    }

    private static void demandCsrfToken(HttpServerRequest request) {
        String expected = value(request, CSRF_COOKIE);
        String given = request.getHeader(CSRF_HEADER);
        if (expected == null
                || given == null
                || !MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(Problem.CSRF);
        }
    }
}
