package chatroom.ai.turns;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Likeness of two texts by the three-letter pieces that they share.
public final class Trigrams {

    private Trigrams() {}

    /// 0 (nothing in common) to 1 (the same words), blind to case, punctuation and spacing.
    public static double similarity(String one, String other) {
        Set<String> left = of(one);
        Set<String> right = of(other);
        if (left.isEmpty() || right.isEmpty()) {
            return left.equals(right) ? 1 : 0;
        }
        long shared = left.stream().filter(right::contains).count();
        return (double) shared / (left.size() + right.size() - shared);
    }

    private static Set<String> of(String text) {
        var pieces = new HashSet<String>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                String padded = "  " + word + " ";
                for (int i = 0; i + 3 <= padded.length(); i++) {
                    pieces.add(padded.substring(i, i + 3));
                }
            }
        }
        return pieces;
    }
}
