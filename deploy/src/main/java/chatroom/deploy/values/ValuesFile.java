package chatroom.deploy.values;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A chart's `values.yaml`, read for its comments: every key stands on a line of its own, two
/// spaces deeper than its parent, and the comment above it says what it is for.
public final class ValuesFile {

    private static final Pattern KEY =
            Pattern.compile("(?<indent> *)(?<name>[\\w./-]+):(?: (?<value>.*))?");

    private ValuesFile() {}

    /// One key.
    ///
    /// @param path from the top, joined by dots
    /// @param given its value; empty for a key that has others below it
    /// @param comment what it is for; empty where nobody said
    public record Value(String path, String given, String comment) {}

    /// All keys, in the file's order. What stands in a list, or in a mapping that is a value as a
    /// whole, counts as part of its parent.
    public static List<Value> read(String yaml) {
        var values = new ArrayList<Value>();
        var path = new ArrayList<String>();
        var comment = new StringBuilder();
        int whole = Integer.MAX_VALUE;
        for (String line : yaml.lines().toList()) {
            String text = line.strip();
            int indent = line.length() - line.stripLeading().length();
            if (text.isEmpty()) {
                comment.setLength(0);
            } else if (text.startsWith("#")) {
                comment.append(comment.isEmpty() ? "" : " ").append(text.substring(1).strip());
            } else if (indent <= whole) {
                Matcher key = KEY.matcher(line);
                if (!key.matches()) {
                    continue;
                }
                while (path.size() > indent / 2) {
                    path.removeLast();
                }
                path.add(key.group("name"));
                String given = key.group("value") == null ? "" : key.group("value");
                values.add(new Value(String.join(".", path), given, comment.toString()));
                whole = isWhole(key.group("name")) ? indent : Integer.MAX_VALUE;
                comment.setLength(0);
            }
        }
        return List.copyOf(values);
    }

    /// Labels and lists of peers are given as one.
    private static boolean isWhole(String name) {
        return name.endsWith("Namespace") || name.endsWith("Peers") || name.equals("labels");
    }
}
