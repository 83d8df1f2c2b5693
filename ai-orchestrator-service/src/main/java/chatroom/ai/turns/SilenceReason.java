package chatroom.ai.turns;

import java.util.Locale;

/// Why nobody speaks. Silence is an outcome, never a line.
public enum SilenceReason {
    /// The line holds nothing but code or a quotation.
    NOTHING_TO_ANSWER,
    /// The line talks to a person.
    ADDRESSED_TO_PERSON,
    /// It calls a persona that does not sit in the room.
    PERSONA_ABSENT,
    /// Personas speak here only when they are mentioned.
    NOT_MENTIONED,
    /// It is about nothing that a persona knows, and the room wants only that.
    NOT_RELEVANT,
    /// No persona sits in the room, or none besides the one that spoke.
    NO_PERSONA,
    /// Somebody told of distress: personas leave them alone, unless they call one.
    AFTER_DISTRESS,
    /// The author has had the safety line several times within a few minutes.
    CALM_LINE_REPEATED,
    /// Something newer was said before anybody began to answer.
    SUPERSEDED,
    /// It was read too late to be answered.
    STALE,
    /// A person is writing, so personas do not go on among themselves.
    HUMAN_TYPING,
    /// Personas have talked among themselves as long as the room lets them.
    HOPS_SPENT,
    /// The room's chance was against it.
    CHANCE,
    /// What came out had been said already.
    SIMILAR,
    /// Nothing was left after the output was checked.
    NOTHING_TO_SAY,
    /// People had begun to talk before the greeting.
    ROOM_IN_USE,
    /// The room is not known here.
    ROOM_UNKNOWN;

    /// The name in records and on the wire.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
