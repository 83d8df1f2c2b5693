package chatroom.mentions;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/// Where a name in a text ends.
final class NameEnd {

    /// Scripts that write words without spaces between them.
    private static final Set<UnicodeScript> UNSPACED =
            Set.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.THAI,
                    UnicodeScript.LAO,
                    UnicodeScript.KHMER,
                    UnicodeScript.MYANMAR);

    /// What Korean attaches to names: honorifics and particles.
    private static final Set<String> KOREAN_SUFFIXES =
            Set.of(
                    "씨", "님", "아", "야", "은", "는", "이", "가", "을", "를", "의", "도", "와", "과", "랑", "께",
                    "이랑", "에게", "한테", "께서", "씨는", "씨가", "씨도", "님은", "님이", "님도", "님의", "님께", "선생님");

    private NameEnd() {}

    /// Whether a name that is written up to `end` may end there.
    static boolean at(String text, int end) {
        if (end >= text.length()) {
            return true;
        }
        int last = text.codePointBefore(end);
        int next = text.codePointAt(end);
        if (next == '@') {
            return false;
        }
        if (next == '.' || next == '-') {
            // Part of the name only where it goes on behind it.
            return end + 1 >= text.length() || !isWord(text.codePointAt(end + 1));
        }
        if (!isWord(next)) {
            return true;
        }
        if (isMark(next)) {
            return false;
        }
        if (isUnspaced(next) || isUnspaced(last)) {
            return true;
        }
        if (isHangul(next)) {
            return !isHangul(last) || KOREAN_SUFFIXES.contains(hangulFrom(text, end));
        }
        return isPossessive(text, end);
    }

    /// Whether a character is of a word: letter, digit, mark or underscore.
    static boolean isWord(int sign) {
        return Character.isLetterOrDigit(sign) || sign == '_' || isMark(sign);
    }

    static boolean isUnspaced(int sign) {
        return Character.isLetter(sign) && UNSPACED.contains(UnicodeScript.of(sign));
    }

    static boolean isHangul(int sign) {
        return UnicodeScript.of(sign) == UnicodeScript.HANGUL;
    }

    /// `@einsteins`: an s that stands for the possessive.
    private static boolean isPossessive(String text, int end) {
        return text.charAt(end) == 's'
                && Character.isLetter(text.codePointBefore(end))
                && (end + 1 == text.length() || !isWord(text.codePointAt(end + 1)));
    }

    private static String hangulFrom(String text, int start) {
        int end = start;
        while (end < text.length() && isHangul(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isMark(int sign) {
        return switch (Character.getType(sign)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }
}
