package chatroom.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a reply is not a complete answer.
public enum EndReason {
    /// Somebody pressed Stop; what was said by then stays.
    @JsonProperty("stopped")
    STOPPED,
    /// The text did not pass moderation.
    @JsonProperty("filtered")
    FILTERED,
    /// The model failed, hung or was refused.
    @JsonProperty("failed")
    FAILED,
    /// The day's budget is spent.
    @JsonProperty("budget_spent")
    BUDGET_SPENT,
    /// Nothing was left to say after the output was checked.
    @JsonProperty("silent")
    SILENT
}
