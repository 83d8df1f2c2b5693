package chatroom.ai.turns;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that was said in a room.
///
/// @param seq its place in the room's order
/// @param replyTo the line that it answers
/// @param hop AI turns since the last line of a person, this one included; 0 for a person's
/// @param excuse whether a persona only said that it can not answer: such a line is no talk
/// @param bySms whether it was written on a phone, where what answers it is read too
public record Line(
        UUID id,
        long seq,
        Author author,
        String text,
        @Nullable UUID replyTo,
        int hop,
        boolean excuse,
        boolean bySms) {

    /// Characters of an answer that a phone gets in one piece: an SMS carries 160, and the
    /// speaker's name goes before it.
    public static final int FITS_A_PHONE = 150;

    /// Whether a human being said it.
    public boolean isPersons() {
        return author instanceof Author.Person;
    }

    /// Whether that persona said it.
    public boolean isBy(String personaId) {
        return author instanceof Author.Persona persona && persona.id().equals(personaId);
    }
}
