package chatroom.text;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// The rules for every string that comes in.
///
/// A *text* is what people and models write: it is cleaned, never refused for a character. A
/// *plain* string is a name, an id or a query: it is refused where cleaning would change what it
/// names.
///
/// Characters are counted as people count them: extended grapheme clusters (UAX 29), so that a
/// flag, a family or a Devanagari syllable is one.
public final class Text {

    /// Marks that stay on one letter (the bound of Unicode's stream-safe format, UAX 15). More of
    /// them are only there to cover other lines, and make normalising slow.
    static final int MARKS_PER_LETTER = 30;

    /// UTF-8 bytes that one character may take on average, before a string is too long whatever its
    /// count of characters.
    private static final int BYTES_PER_CHARACTER = 16;

    private Text() {}

    /// The text as the product keeps it: line breaks as `\n`, no control character but tab and line
    /// feed, no lone surrogate, no bidirectional override, at most {@value #MARKS_PER_LETTER} marks
    /// on a letter, NFC. White space around it stays. Cleaning twice changes nothing.
    public static String clean(String written) {
        if (isPlainAscii(written)) {
            return written;
        }
        String kept = withoutUnwanted(written);
        return withoutExcessMarks(
                Normalizer.normalize(withoutExcessMarks(kept), Normalizer.Form.NFC));
    }

    /// Whether the text shows nothing: white space, characters of no width, direction marks,
    /// variation selectors, fillers and blanks of other scripts.
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(Text::isInvisible);
    }

    /// The text without what shows nothing at its two ends.
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isInvisible(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        // Only white space goes at the end: a joiner or a variation selector belongs to its letter.
        while (start < end && isSpace(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /// Why a name, an id or a query is not taken; empty where it is. The reason completes a
    /// sentence that begins with the field's name.
    public static Optional<String> refusal(String plain) {
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            if (isSurrogate(c)) {
                return Optional.of("must be valid Unicode");
            }
            if (isControl(c) || c == '\u2028' || c == '\u2029') {
                return Optional.of("must not contain control characters");
            }
            i += Character.charCount(c);
        }
        return Optional.empty();
    }

    /// Like [#refusal(String)], and bounded: at least one character that shows, at most `most`
    /// characters.
    public static Optional<String> refusal(String plain, int most) {
        if (isBlank(plain)) {
            return Optional.of("must not be blank");
        }
        if (!fits(plain, most)) {
            return Optional.of("must be at most " + most + " characters");
        }
        return refusal(plain);
    }

    /// The number of characters as people count them.
    public static int length(String text) {
        if (isPlainAscii(text)) {
            return text.length();
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int count = 0;
        while (characters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    /// Whether a text has at most `most` characters, and at most 16 bytes of UTF-8 for each of
    /// them.
    public static boolean fits(String text, int most) {
        if (text.length() <= most) {
            return true;
        }
        return text.length() <= (long) most * BYTES_PER_CHARACTER
                && text.getBytes(StandardCharsets.UTF_8).length <= (long) most * BYTES_PER_CHARACTER
                && length(text) <= most;
    }

    /// The beginning of a text that has at most `most` characters, none of them cut in two.
    public static String truncate(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = characters.next(most);
        return end == BreakIterator.DONE ? text : text.substring(0, end);
    }

    private static String withoutUnwanted(String written) {
        var kept = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); ) {
            int c = written.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                if (i == written.length() || written.charAt(i) != '\n') {
                    kept.append('\n');
                }
            } else if (c == '\n' || c == '\t' || !isUnwanted(c)) {
                kept.appendCodePoint(c);
            }
        }
        return kept.toString();
    }

    private static String withoutExcessMarks(String text) {
        if (text.length() <= MARKS_PER_LETTER) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            marks = isStackingMark(c) ? marks + 1 : 0;
            if (marks <= MARKS_PER_LETTER) {
                kept.appendCodePoint(c);
            }
        }
        return kept.toString();
    }

    private static boolean isPlainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || c < ' ' && c != '\n' && c != '\t') {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnwanted(int c) {
        return isControl(c)
                || isSurrogate(c)
                // Embeddings, overrides and isolates reorder what stands around them.
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0xFEFF;
    }

    private static boolean isControl(int c) {
        return Character.getType(c) == Character.CONTROL;
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isStackingMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    static boolean isInvisibleInName(int c) {
        return c != ' ' && isInvisible(c);
    }

    private static boolean isInvisible(int c) {
        return isSpace(c)
                || isControl(c)
                || isSurrogate(c)
                || Character.getType(c) == Character.FORMAT
                || isDefaultIgnorable(c);
    }

    private static boolean isSpace(int c) {
        // Braille's empty cell and a note without a head are drawn as nothing, too.
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == 0x85
                || c == 0x2800
                || c == 0x1D159;
    }

    /// Unicode's Default_Ignorable_Code_Point, beyond the format characters.
    private static boolean isDefaultIgnorable(int c) {
        return c == 0x034F
                || c >= 0x115F && c <= 0x1160
                || c >= 0x17B4 && c <= 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c == 0x2065
                || c == 0x3164
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFFA0
                || c >= 0xFFF0 && c <= 0xFFF8
                || c >= 0xE0000 && c <= 0xE0FFF;
    }
}
