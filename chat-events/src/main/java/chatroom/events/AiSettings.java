package chatroom.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// How personas take turns in a room.
///
/// @param maxRepliesPerMessage replies to one message of a person, 1–5
/// @param aiToAi whether personas answer each other
/// @param respondWhen what makes a persona speak that nobody mentioned
/// @param dailyTokenLimit tokens a day (UTC) for all personas of the room, ≥ 0; the operator's
///   limit bounds it wherever it is read, and alone counts at {@link #NO_OWN_LIMIT}
/// @param cooldown AI turns that a persona sits out after its own, 0–10, where others can speak
@JsonNaming(SnakeCaseStrategy.class)
public record AiSettings(
        int maxRepliesPerMessage,
        AiToAi aiToAi,
        RespondWhen respondWhen,
        long dailyTokenLimit,
        int cooldown) {

    /// The {@link #dailyTokenLimit} of a room that chose none.
    public static final long NO_OWN_LIMIT = 1_000_000_000_000L;

    /// What a room has until its admin changes it.
    public static final AiSettings DEFAULT =
            new AiSettings(1, new AiToAi(1, 0.0), RespondWhen.ALWAYS, NO_OWN_LIMIT, 1);

    /// These settings as they count under an operator's limit.
    ///
    /// @param ceiling tokens a day that no room may exceed
    public AiSettings within(long ceiling) {
        return new AiSettings(
                maxRepliesPerMessage,
                aiToAi,
                respondWhen,
                Math.min(dailyTokenLimit, ceiling),
                cooldown);
    }

    /// Personas among themselves.
    ///
    /// @param maxHops AI turns after a person's message that may follow the first reply, 0–6; 0 is
    ///   off
    /// @param chance probability that an unmentioned persona reacts at the first hop, 0–1; it
    ///   halves with each hop
    @JsonNaming(SnakeCaseStrategy.class)
    public record AiToAi(int maxHops, double chance) {}

    /// What makes a persona speak that nobody mentioned.
    public enum RespondWhen {
        @JsonProperty("mentioned")
        MENTIONED,
        @JsonProperty("relevant")
        RELEVANT,
        @JsonProperty("always")
        ALWAYS
    }
}
