package chatroom.identity.session;

import java.util.UUID;

/// A session that somebody holds, and the token that will keep it alive once.
public record Grant(UUID userId, UUID sessionId, String refreshToken) {}
