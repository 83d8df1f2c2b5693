package chatroom.chat.messages;

import chatroom.text.Text;
import java.util.Optional;

/// What a person wrote, as it goes into a room: clean ([Text]), no white space around it, up to
/// {@value #LONGEST} characters as people count them.
public final class MessageText {

    static final int LONGEST = 4_000;

    private MessageText() {}

    /// What is wrong with a text.
    public enum Fault {
        EMPTY,
        TOO_LONG
    }

    /// The text as it goes into the room.
    public static String normalise(String written) {
        return Text.strip(Text.clean(written));
    }

    /// What is wrong with a normalised text; empty where nothing is.
    public static Optional<Fault> fault(String normalised) {
        if (Text.isBlank(normalised)) {
            return Optional.of(Fault.EMPTY);
        }
        return Text.fits(normalised, LONGEST) ? Optional.empty() : Optional.of(Fault.TOO_LONG);
    }
}
