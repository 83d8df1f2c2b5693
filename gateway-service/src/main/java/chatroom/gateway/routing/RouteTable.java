package chatroom.gateway.routing;

import static chatroom.gateway.routing.CredentialCookie.ACCESS;
import static chatroom.gateway.routing.CredentialCookie.REFRESH;
import static chatroom.gateway.routing.Route.http;
import static chatroom.gateway.routing.Route.socket;
import static chatroom.gateway.routing.Upstream.AI;
import static chatroom.gateway.routing.Upstream.CHAT;
import static chatroom.gateway.routing.Upstream.IDENTITY;
import static chatroom.gateway.routing.Upstream.SMS;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import java.util.List;
import java.util.Set;

/// Everything that the edge hands on. The first row that fits wins.
public final class RouteTable {

    /// The rows, in order.
    public static final List<Route> ROUTES =
            List.of(
                    // Without a credential: an old cookie must not stand in the way of a new login.
                    http("/signup", IDENTITY).only(POST).reading(),
                    http("/login", IDENTITY).only(POST).reading(),
                    http("/refresh", IDENTITY).only(POST).reading(REFRESH),
                    http("/logout", IDENTITY).only(POST).reading(ACCESS, REFRESH),
                    http("/.well-known/jwks.json", IDENTITY).only(GET).reading(),
                    http("/api/me/phone", SMS),
                    http("/api/admin/sms/*", SMS),
                    http("/api/me/*", IDENTITY),
                    http("/api/users/*", IDENTITY),
                    // Twilio signs these; no cookie speaks for it.
                    http("/sms/incoming", SMS).only(POST).reading(),
                    http("/sms/status", SMS).only(POST).reading(),
                    http("/sms/consent", SMS).only(GET),
                    http("/sms/verify", SMS).only(POST),
                    http("/sms/confirm", SMS).only(POST),
                    http("/api/personas/*", AI),
                    http("/api/ai/*", AI),
                    http("/api/rooms/:room/usage", AI),
                    http("/api/messages/:message/why", AI),
                    socket("/ws/:room", CHAT),
                    socket("/chat", CHAT),
                    http("/clients", CHAT),
                    http("/api/rooms/:room", CHAT),
                    http("/api/rooms/:room/*", CHAT),
                    http("/api/rooms", CHAT),
                    http("/api/messages/*", CHAT),
                    http("/api/invites/*", CHAT),
                    http("/api/moderation/*", CHAT));

    /// First path segments that are never a page, whoever asks.
    public static final Set<String> NOT_PAGES =
            Set.of(
                    "api",
                    "ws",
                    "chat",
                    "clients",
                    "sms",
                    "internal",
                    "q",
                    "health",
                    "metrics",
                    ".well-known");

    private RouteTable() {}
}
