package chatroom.safety;

import java.util.Locale;

/// What a message tells of.
///
/// @param language two letters, as the rules that recognised it
public record Distress(Kind kind, String language) {

    /// Who is in distress, and how.
    public enum Kind {
        /// The author thinks of suicide or hurts themselves.
        SELF,
        /// The author fears for somebody else.
        OTHER,
        /// Somebody hurts the author, now.
        DANGER;

        /// The name in files and tables.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
