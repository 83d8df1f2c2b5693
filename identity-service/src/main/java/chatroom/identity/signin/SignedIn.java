package chatroom.identity.signin;

import chatroom.identity.account.User;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A session, as it is handed out.
///
/// @param accessToken for `Authorization: Bearer`; left out for pages, which get a cookie
/// @param expiresIn seconds that the access token is good for
/// @param refreshToken good for one `/refresh`; left out for pages
@JsonInclude(JsonInclude.Include.NON_NULL)
record SignedIn(
        @Nullable String accessToken,
        String tokenType,
        long expiresIn,
        @Nullable String refreshToken,
        User user) {}
