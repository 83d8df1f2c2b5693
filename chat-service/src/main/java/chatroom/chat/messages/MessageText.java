package chatroom.chat.messages;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a person wrote, as it goes into a room: NFC, no control characters but line breaks and
/// tabs, no bidirectional overrides, no white space around it, {@value #SHORTEST}–{@value #LONGEST}
/// characters (code points).
public final class MessageText {

    static final int SHORTEST = 1;
    static final int LONGEST = 4_000;

    // A fixed class of characters: nothing to backtrack over.
    private static final Pattern UNWANTED =
            Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\uFEFF&&[^\\n\\t]]");

    private MessageText() {}

    /// What is wrong with a text.
    public enum Fault {
        EMPTY,
        TOO_LONG
    }

    /// The text as it goes into the room.
    public static String normalise(String written) {
        String lines = written.replace("\r\n", "\n").replace('\r', '\n');
        return UNWANTED.matcher(Normalizer.normalize(lines, Normalizer.Form.NFC))
                .replaceAll("")
                .strip();
    }

    /// What is wrong with a normalised text; empty where nothing is.
    public static Optional<Fault> fault(String normalised) {
        int length = normalised.codePointCount(0, normalised.length());
        if (length < SHORTEST) {
            return Optional.of(Fault.EMPTY);
        }
        return length > LONGEST ? Optional.of(Fault.TOO_LONG) : Optional.empty();
    }
}
