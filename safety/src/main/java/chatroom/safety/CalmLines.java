package chatroom.safety;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is said to a message of distress: one calm line that says what a persona is, that it cannot
/// help in an emergency, and where to find help. Always the same words for the same case.
public final class CalmLines {

    private final @Nullable String operatorsLine;
    private final @Nullable String defaultCountry;
    private final Helplines helplines = Helplines.load();
    private final Map<String, Map<String, String>> texts = new HashMap<>();

    /// @param operatorsLine said instead of the built-in line, in every language; blank or null for
    ///   none
    /// @param defaultCountry where the people of this installation are: two capital letters; blank
    ///   or null where that is not known
    public CalmLines(@Nullable String operatorsLine, @Nullable String defaultCountry) {
        this.operatorsLine = blankAsNull(operatorsLine);
        this.defaultCountry = blankAsNull(defaultCountry);
        for (String language : DistressDetector.LANGUAGES) {
            var lines = new HashMap<String, String>();
            for (String line : Resources.lines("lines-" + language + ".txt")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] entry = line.split(" = ", 2);
                    lines.put(entry[0], entry[1]);
                }
            }
            texts.put(language, lines);
        }
    }

    /// The line for that distress.
    ///
    /// @param country where the person is, where that is known better than by the default: two
    ///   capital letters
    public String of(Distress distress, @Nullable String country) {
        if (operatorsLine != null) {
            return operatorsLine;
        }
        Map<String, String> words = texts.get(distress.language());
        if (words == null) {
            throw new IllegalArgumentException("no such language: " + distress.language());
        }
        String where = country == null ? defaultCountry : country;
        Helplines.Country known = where == null ? null : helplines.in(where, distress.language());
        return get(words, distress.kind().label())
                .replace("{helpline}", known == null ? get(words, "anywhere") : known.helpline())
                .replace(
                        "{emergency}", known == null ? get(words, "emergency") : known.emergency());
    }

    private static String get(Map<String, String> words, String name) {
        String text = words.get(name);
        if (text == null) {
            throw new IllegalStateException("missing text " + name);
        }
        return text;
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
