package chatroom.e2e.checker;

import org.jspecify.annotations.Nullable;

/// A message at its place in a room.
///
/// @param seq its place
/// @param persona who of the personas said it; null for a person
/// @param replyTo the message that it answers; null for none
public record Line(
        long seq, String id, String text, @Nullable String persona, @Nullable String replyTo) {

    /// What a person said.
    public static Line said(long seq, String id, String text) {
        return new Line(seq, id, text, null, null);
    }

    boolean isPersons() {
        return persona == null;
    }
}
