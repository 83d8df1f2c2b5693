package chatroom.sms.outbox;

import java.util.Locale;

/// What an SMS is for.
public enum Kind {
    /// A code that proves a number.
    CODE,
    /// What a phone is told about its own doings.
    ANSWER,
    /// Where to find help, to somebody in distress: never cut and never late.
    SAFETY,
    /// A persona's answer to what the phone said.
    REPLY,
    /// Other lines of a room.
    LINES;

    /// Its name in tables and metrics.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
