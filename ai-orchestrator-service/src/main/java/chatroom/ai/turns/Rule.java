package chatroom.ai.turns;

import java.util.Locale;

/// Why a persona speaks.
public enum Rule {
    /// It was called by name.
    MENTION,
    /// Its own line was replied to.
    REPLY,
    /// The line is about what it knows.
    RELEVANCE,
    /// It was its turn.
    ROTATION,
    /// Somebody told of distress. Not a persona speaks, but the safety line.
    SAFETY,
    /// It welcomes whoever comes into a room in which nobody has spoken.
    GREETING;

    /// The name in records and on the wire.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
