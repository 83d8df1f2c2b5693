package chatroom.sms.text;

import java.text.BreakIterator;
import java.util.Locale;

/// How a text travels: in GSM-7 where every character is of that alphabet, else in UCS-2; alone
/// where it fits (160 or 70 units), else in parts of 153 or 67.
///
/// @param units septets or 16-bit units; a character of the extension table is two septets
/// @param count segments, ≥ 1; what belongs together is never parted
public record Segments(Encoding encoding, int units, int count) {

    /// An alphabet of SMS.
    public enum Encoding {
        GSM_7("GSM-7", 160, 153),
        UCS_2("UCS-2", 70, 67);

        private final String label;
        private final int alone;
        private final int part;

        Encoding(String label, int alone, int part) {
            this.label = label;
            this.alone = alone;
            this.part = part;
        }

        /// Its usual name.
        public String label() {
            return label;
        }
    }

    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    /// Counts.
    public static Segments of(String text) {
        boolean gsm = text.chars().allMatch(unit -> BASIC.indexOf(unit) >= 0 || isExtension(unit));
        return gsm ? gsm(text) : ucs(text);
    }

    private static boolean isExtension(int unit) {
        return EXTENSION.indexOf(unit) >= 0;
    }

    private static Segments gsm(String text) {
        var packing = new Packing(Encoding.GSM_7);
        text.chars().forEach(unit -> packing.add(isExtension(unit) ? 2 : 1));
        return packing.result();
    }

    private static Segments ucs(String text) {
        var packing = new Packing(Encoding.UCS_2);
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int from = characters.first();
        for (int to = characters.next(); to != BreakIterator.DONE; to = characters.next()) {
            if (to - from == 2 && text.charAt(from) == '\r') {
                packing.add(1);
                packing.add(1);
            } else {
                packing.add(to - from);
            }
            from = to;
        }
        return packing.result();
    }

    private static final class Packing {
        private final Encoding encoding;
        private int units;
        private int parts = 1;
        private int inPart;

        Packing(Encoding encoding) {
            this.encoding = encoding;
        }

        void add(int size) {
            units += size;
            if (inPart + size > encoding.part) {
                parts++;
                inPart = 0;
            }
            inPart += size;
        }

        Segments result() {
            return new Segments(encoding, units, units <= encoding.alone ? 1 : parts);
        }
    }
}
