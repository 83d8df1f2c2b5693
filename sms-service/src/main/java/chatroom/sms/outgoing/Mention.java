package chatroom.sms.outgoing;

import java.util.Locale;

/// Whether a line speaks to somebody by name.
final class Mention {

    private Mention() {}

    /// Whether `@name` is in the text, whatever its case, and not only as the beginning of a longer
    /// name.
    static boolean of(String name, String text) {
        if (name.isEmpty()) {
            return false;
        }
        String wanted = "@" + name.toLowerCase(Locale.ROOT);
        String line = text.toLowerCase(Locale.ROOT);
        for (int at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + 1)) {
            boolean begins = at == 0 || !isOfName(line.codePointBefore(at));
            int end = at + wanted.length();
            if (begins && (end == line.length() || ends(line, end))) {
                return true;
            }
        }
        return false;
    }

    /// A dot or hyphen is of the name only where the name goes on behind it.
    private static boolean ends(String line, int end) {
        int next = line.codePointAt(end);
        if (next == '.' || next == '-') {
            return end + 1 >= line.length() || !isOfName(line.codePointAt(end + 1));
        }
        return !isOfName(next);
    }

    private static boolean isOfName(int sign) {
        return Character.isLetterOrDigit(sign) || sign == '_';
    }
}
