package chatroom.ai.output;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds the places where a persona's text begins to speak as somebody: `Name:` at the beginning of
/// a line.
public final class Speakers {

    // What models put around a name: **Name:**, - Name:, [Name]:
    private static final String BEFORE = "[\\s*_>\\-\\[#]*+";
    private static final String AFTER = "[\\s*_\\]]*+[:：][*_]*+";
    private static final int MARKS = 4;

    private final Pattern self;
    private final Pattern others;
    private final List<String> names;

    /// @param self what the persona is called
    /// @param others what everybody else in the room is called
    public Speakers(Collection<String> self, Collection<String> others) {
        var foreign = others.stream().filter(name -> !self.contains(name)).toList();
        this.self = Pattern.compile("\\A" + label(self) + "\\s*", FLAGS);
        this.others = Pattern.compile("(?:\\A|\\R)" + label(foreign), FLAGS);
        this.names =
                java.util.stream.Stream.concat(self.stream(), foreign.stream())
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /// The text without the persona's own name in front, up to where it speaks for somebody else.
    String own(String text) {
        String stripped = self.matcher(text.stripLeading()).replaceFirst("");
        Matcher other = others.matcher(stripped);
        return other.find() ? stripped.substring(0, other.start()) : stripped;
    }

    /// Whether the text speaks for somebody else somewhere.
    boolean speaksForOthers(String text) {
        return others.matcher(self.matcher(text.stripLeading()).replaceFirst("")).find();
    }

    /// The part of a growing text that can not turn out to be a name any more.
    String settled(String text) {
        int lineStart = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
        String line =
                text.substring(lineStart).replaceFirst("^" + BEFORE, "").toLowerCase(Locale.ROOT);
        String bare = line.replaceFirst("[\\s*_\\]]*$", "");
        boolean mayBeName =
                line.length() - bare.length() <= MARKS
                        && names.stream().anyMatch(name -> name.startsWith(bare));
        return mayBeName ? text.substring(0, lineStart).stripTrailing() : text;
    }

    private static String label(Collection<String> names) {
        if (names.isEmpty()) {
            return "(?!)";
        }
        return names.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", BEFORE + "(?:", ")" + AFTER));
    }
}
