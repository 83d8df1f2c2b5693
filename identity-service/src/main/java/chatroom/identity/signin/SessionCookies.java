package chatroom.identity.signin;

import chatroom.identity.IdentitySettings;
import chatroom.identity.session.Secrets;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// The cookies of a page's session.
///
/// All of them last as long as the session does. The access token within its cookie does not, but
/// one that has expired still says which session is to end: so a page can always log out, and the
/// refresh token needs to travel to `/refresh` only.
@ApplicationScoped
class SessionCookies {

    private static final String ACCESS = "access_token";
    private static final String REFRESH = "refresh_token";
    private static final String CSRF = "csrf_token";
    private static final String REFRESH_PATH = "/refresh";

    private final long seconds;
    private final boolean secure;

    SessionCookies(IdentitySettings settings) {
        this.seconds = settings.refreshTokenLife().toSeconds();
        this.secure = settings.secureCookies();
    }

    void set(HttpServerRequest request, String accessToken, String refreshToken) {
        put(request, ACCESS, accessToken, "/", true, seconds);
        put(request, REFRESH, refreshToken, REFRESH_PATH, true, seconds);
        put(request, CSRF, csrfToken(request), "/", false, seconds);
    }

    void clear(HttpServerRequest request) {
        put(request, ACCESS, "", "/", true, 0);
        put(request, REFRESH, "", REFRESH_PATH, true, 0);
        put(request, CSRF, "", "/", false, 0);
    }

    static @Nullable String refreshToken(HttpServerRequest request) {
        return value(request, REFRESH);
    }

    /// On a refresh the old one stays: another tab may be about to send it.
    private static String csrfToken(HttpServerRequest request) {
        String present = value(request, CSRF);
        boolean isRefresh = request.path().equals(REFRESH_PATH);
        return isRefresh && present != null && present.length() == Secrets.LENGTH
                ? present
                : Secrets.fresh();
    }

    private static @Nullable String value(HttpServerRequest request, String name) {
        Cookie cookie = request.getCookie(name);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private void put(
            HttpServerRequest request,
            String name,
            String value,
            String path,
            boolean httpOnly,
            long maxAge) {
        request.response()
                .addCookie(
                        Cookie.cookie(name, value)
                                .setPath(path)
                                .setMaxAge(maxAge)
                                .setHttpOnly(httpOnly)
                                .setSecure(secure)
                                .setSameSite(CookieSameSite.STRICT));
    }
}
