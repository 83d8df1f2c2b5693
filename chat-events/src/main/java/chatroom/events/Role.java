package chatroom.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a member may do in a room; each role may do all that the one before it may.
public enum Role {
    @JsonProperty("member")
    MEMBER,
    @JsonProperty("moderator")
    MODERATOR,
    @JsonProperty("admin")
    ADMIN;

    /// Whether this role is `other` or above it.
    public boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }
}
