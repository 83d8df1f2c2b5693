package chatroom.ai.prompt;

import java.util.regex.Pattern;

/// Text that people wrote, made fit to stand in a prompt: it can not forge a line of its own, nor
/// hide anything.
final class Untrusted {

    // Control and format characters (bidirectional overrides, zero width, tags) and line breaks.
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final Pattern GAPS = Pattern.compile("\\s+");

    private Untrusted() {}

    /// One line of at most `most` characters.
    static String line(String text, int most) {
        String visible = GAPS.matcher(HIDDEN.matcher(text).replaceAll(" ")).replaceAll(" ").strip();
        if (visible.length() <= most) {
            return visible;
        }
        int end = Character.isHighSurrogate(visible.charAt(most - 1)) ? most - 1 : most;
        return visible.substring(0, end) + "…";
    }
}
