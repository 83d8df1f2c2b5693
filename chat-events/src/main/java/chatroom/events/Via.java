package chatroom.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The door by which a message came.
public enum Via {
    @JsonProperty("web")
    WEB,
    @JsonProperty("api")
    API,
    @JsonProperty("sms")
    SMS;

    /// The name on the wire.
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
