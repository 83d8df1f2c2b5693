package chatroom.gateway.routing;

/// A cookie that a browser proves itself with.
public enum CredentialCookie {
    /// Turned into a bearer token for the service.
    ACCESS("access_token"),
    /// Handed on as the cookie that it is.
    REFRESH("refresh_token");

    private final String cookieName;

    CredentialCookie(String cookieName) {
        this.cookieName = cookieName;
    }

    /// The name that identity-service sets it under.
    public String cookieName() {
        return cookieName;
    }
}
