package chatroom.bench.load;

import java.nio.charset.StandardCharsets;

/// What makes a message known again in whatever frame it comes back: `@T`, the time when it was due
/// as 16 hexadecimal digits, `;`. Found without decoding the frame.
final class Marker {

    /// Length of a marker in bytes.
    static final int LENGTH = 19;

    /// Where there is none.
    static final long NONE = Long.MIN_VALUE;

    private static final int DIGITS = 16;

    private Marker() {}

    /// The marker of a message.
    ///
    /// @param due in nanoseconds of {@link System#nanoTime()}
    static String of(long due) {
        return "@T%016x;".formatted(due);
    }

    /// When the message in these bytes was due, or [#NONE].
    static long find(byte[] bytes, int from, int to) {
        for (int at = from; at <= to - LENGTH; at++) {
            if (bytes[at] == '@' && bytes[at + 1] == 'T' && bytes[at + LENGTH - 1] == ';') {
                return digits(bytes, at + 2);
            }
        }
        return NONE;
    }

    private static long digits(byte[] bytes, int from) {
        long value = 0;
        for (int at = from; at < from + DIGITS; at++) {
            int digit = Character.digit(bytes[at], DIGITS);
            if (digit < 0) {
                return NONE;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /// A message of this many bytes that begins with its marker.
    static String text(long due, int length) {
        var text = new StringBuilder(length).append(of(due));
        while (text.length() < length) {
            text.append("all the world is a stage ".charAt(text.length() % 25));
        }
        return text.toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
