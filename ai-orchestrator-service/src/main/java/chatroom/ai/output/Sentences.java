package chatroom.ai.output;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where sentences end.
final class Sentences {

    private static final Pattern END =
            Pattern.compile("(?:[.!?…]++|[。！？]++)[\"'”’»)\\]*_]*+(?=\\s|$)|[。！？]++");

    private static final Pattern ABBREVIATION =
            Pattern.compile(
                    "(?:^|[\\s(\"“])(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|e\\.g|i\\.e|cf|approx|No|\\p{Lu})\\.$");

    private Sentences() {}

    /// The text up to its last sentence end; empty where no sentence ends in it.
    static String whole(String text) {
        String trimmed = text.stripTrailing();
        int end = 0;
        Matcher ends = END.matcher(trimmed);
        while (ends.find()) {
            if (!ABBREVIATION.matcher(trimmed.substring(0, ends.end())).find()) {
                end = ends.end();
            }
        }
        return trimmed.substring(0, end);
    }

    /// The text without a last word that may be half a word.
    static String wholeWords(String text) {
        String trimmed = text.stripTrailing();
        int space = -1;
        for (int i = trimmed.length() - 1; i >= 0; i--) {
            if (Character.isWhitespace(trimmed.charAt(i))) {
                space = i;
                break;
            }
        }
        String words = space < 0 ? trimmed : trimmed.substring(0, space);
        return words.replaceAll("[\\s,;:–—-]+$", "") + "…";
    }
}
