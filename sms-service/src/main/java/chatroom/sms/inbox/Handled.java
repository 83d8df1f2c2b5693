package chatroom.sms.inbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a text.
///
/// @param outcome `posted`, `command`, or why not, with the room's code behind a colon
/// @param answer what its phone is told; null where there is nothing to say
/// @param room where it was posted; null where it was not
/// @param messageId of the message that it became
record Handled(
        String outcome, @Nullable String answer, @Nullable String room, @Nullable UUID messageId) {

    static Handled posted(String room, UUID messageId) {
        return new Handled("posted", null, room, messageId);
    }

    static Handled answered(String outcome, String answer) {
        return new Handled(outcome, answer, null, null);
    }

    static Handled silent(String outcome) {
        return new Handled(outcome, null, null, null);
    }

    /// The outcome without what is behind its colon.
    String kind() {
        int colon = outcome.indexOf(':');
        return colon < 0 ? outcome : outcome.substring(0, colon);
    }
}
