package chatroom.gateway.headers;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What every answer tells the browser, whoever made the answer.
@Singleton
public final class SecurityHeaders implements Handler<RoutingContext> {

    private static final String CSP =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy", CSP,
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "same-origin",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Permissions-Policy",
                            "camera=(), microphone=(), geolocation=(), payment=(), usb=(),"
                                    + " browsing-topics=()");

    private static final String HSTS = "max-age=31536000; includeSubDomains";

    private final boolean secure;

    @Inject
    public SecurityHeaders(@ConfigProperty(name = "COOKIE_SECURE") boolean secure) {
        this.secure = secure;
    }

    @Override
    public void handle(RoutingContext ctx) {
        // At the end: what a service says on these matters does not count.
        ctx.addHeadersEndHandler(end -> set(ctx.response().headers()));
        ctx.next();
    }

    private void set(MultiMap headers) {
        HEADERS.forEach(headers::set);
        headers.remove("Server");
        headers.remove("X-Powered-By");
        if (secure) {
            headers.set("Strict-Transport-Security", HSTS);
        }
    }
}
