package chatroom.sms.text;

import java.text.BreakIterator;
import java.util.Locale;

/// Makes texts fit.
public final class SmsText {

    /// Three dots, not the one character: that would double the price of the whole text.
    private static final String CUT = "...";

    private static final int LONGEST_MMS = 1_600;

    private SmsText() {}

    /// The same text in plainer characters where typography alone would cost segments: quotes,
    /// dashes, dots and spaces that GSM-7 does not have.
    public static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> {
                    switch (character) {
                        case '\u2018', '\u2019', '\u201B', '\u2032' -> plain.append('\'');
                        case '\u201C', '\u201D', '\u201E', '\u2033' -> plain.append('"');
                        case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' ->
                                plain.append('-');
                        case '\u2026' -> plain.append("...");
                        case '\u00A0', '\u2009', '\u202F', '\t' -> plain.append(' ');
                        case '\u200B', '\u200E', '\u200F', '\uFEFF' -> {}
                        default -> plain.appendCodePoint(character);
                    }
                });
        return plain.toString();
    }

    /// The text, cut where it takes more than so many segments.
    public static String fit(String text, int segments) {
        if (Segments.of(text).count() <= segments) {
            return text;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int low = 0;
        int high = text.length();
        // The longest beginning that fits with the dots behind it.
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (Segments.of(cut(text, middle, characters)).count() <= segments) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return cut(text, low, characters);
    }

    private static String cut(String text, int length, BreakIterator characters) {
        int end = characters.isBoundary(length) ? length : characters.preceding(length);
        return text.substring(0, Math.max(0, end)).stripTrailing() + CUT;
    }

    /// A text as one MMS may carry it: what is longer is refused by Twilio.
    public static String fitMms(String text) {
        if (text.length() <= LONGEST_MMS) {
            return text;
        }
        int end =
                Character.isHighSurrogate(text.charAt(LONGEST_MMS - 1))
                        ? LONGEST_MMS - 1
                        : LONGEST_MMS;
        return text.substring(0, end);
    }
}
