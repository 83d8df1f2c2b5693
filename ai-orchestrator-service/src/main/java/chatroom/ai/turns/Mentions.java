package chatroom.ai.turns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds names after an `@`: whole words, in any case, outside of quotations and code. `@all` is no
/// name.
final class Mentions {

    // Each alternative is possessive: no text makes this slow.
    private static final Pattern QUOTED =
            Pattern.compile(
                    "```[\\s\\S]*?(?:```|\\z)|`[^`\\n]*+`|\"[^\"\\n]*+\"|“[^”\\n]*+”|«[^»\\n]*+»|(?m:^\\s{0,3}>.*$)");

    // A name as people have it. It begins with a letter: "@5pm" calls nobody.
    private static final Pattern SOMEBODY =
            Pattern.compile("(?<![\\p{L}\\p{N}_])@(\\p{L}[\\p{L}\\p{N}_.-]{1,31}+)");

    private static final Set<String> EVERYBODY =
            Set.of("all", "everyone", "everybody", "here", "channel", "room");

    private Mentions() {}

    /// The names that the text mentions, in the order of the text, each once.
    ///
    /// @param names names to look for
    static List<String> in(String text, Collection<String> names) {
        if (text.indexOf('@') < 0) {
            return List.of();
        }
        String spoken = withoutQuotations(text);
        // The longest first: "AI Curie" is not "AI".
        List<String> longestFirst =
                names.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
        var found = new ArrayList<String>();
        for (int at = spoken.indexOf('@'); at >= 0; at = spoken.indexOf('@', at + 1)) {
            if (at > 0 && isWord(spoken.charAt(at - 1))) {
                continue;
            }
            for (String name : longestFirst) {
                if (isNamed(spoken, at + 1, name)) {
                    if (!found.contains(name)) {
                        found.add(name);
                    }
                    break;
                }
            }
        }
        return found;
    }

    /// Whether the text calls somebody by name, whoever that is: a person may be here and have said
    /// nothing yet.
    static boolean callSomebody(String text) {
        return SOMEBODY.matcher(withoutQuotations(text))
                .results()
                .map(call -> call.group(1).toLowerCase(Locale.ROOT))
                .anyMatch(name -> !EVERYBODY.contains(name));
    }

    /// The text with quotations and code blanked out.
    static String withoutQuotations(String text) {
        return QUOTED.matcher(text).replaceAll(" ");
    }

    private static boolean isNamed(String text, int from, String name) {
        if (!text.regionMatches(true, from, name, 0, name.length())) {
            return false;
        }
        int end = from + name.length();
        if (end >= text.length()) {
            return true;
        }
        char next = text.charAt(end);
        boolean goesOn =
                (next == '.' || next == '-')
                        && end + 1 < text.length()
                        && isWord(text.charAt(end + 1));
        return !isWord(next) && !goesOn;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
