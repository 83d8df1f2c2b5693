package chatroom.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Who may enter a room.
public enum Visibility {
    @JsonProperty("public")
    PUBLIC,
    @JsonProperty("private")
    PRIVATE
}
