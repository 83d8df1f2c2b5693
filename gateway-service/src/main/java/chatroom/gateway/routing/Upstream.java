package chatroom.gateway.routing;

/// A service behind the edge.
public enum Upstream {
    IDENTITY,
    CHAT,
    AI,
    SMS
}
