package chatroom.safety;

import chatroom.safety.Distress.Kind;
import chatroom.safety.Phrases.Found;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How people tell of distress in one language. The notation of the files is explained in
/// `docs/safety.md`.
final class Rules {

    /// What was found in a text.
    ///
    /// @param signs how many phrases told of it
    record Signs(Kind kind, int signs) {}

    private final Phrases self = new Phrases();
    private final Phrases selfAlways = new Phrases();
    private final Phrases other = new Phrases();
    private final Phrases close = new Phrases();
    private final Phrases danger = new Phrases();
    private final Phrases never = new Phrases();
    private final Set<String> fiction = new HashSet<>();

    static Rules parse(List<String> lines) {
        var rules = new Rules();
        var sets = new HashMap<String, Set<String>>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("set ")) {
                String[] set = line.substring("set ".length()).split(" = ", 2);
                sets.put(set[0], words(set[1]));
            } else {
                String[] rule = line.split(": ", 2);
                rules.add(rule[0], rule[1], sets);
            }
        }
        return rules;
    }

    private void add(String meaning, String written, Map<String, Set<String>> sets) {
        if (meaning.equals("fiction")) {
            fiction.addAll(words(written));
            return;
        }
        Phrases phrases =
                switch (meaning) {
                    case "self" -> self;
                    case "self!" -> selfAlways;
                    case "other" -> other;
                    case "close" -> close;
                    case "danger" -> danger;
                    case "never" -> never;
                    default -> throw new IllegalArgumentException("unknown meaning " + meaning);
                };
        phrases.add(Phrase.parse(written, sets));
    }

    private static Set<String> words(String written) {
        var words = new HashSet<String>();
        for (String word : written.strip().split("\\s+")) {
            words.add(Words.normal(word));
        }
        return words;
    }

    /// What the text tells of, by these rules.
    Optional<Signs> in(Words words) {
        List<Found> excluded = never.in(words);
        boolean fictional = isFictional(words);
        int dangers = fictional ? 0 : count(danger, words, excluded);
        if (dangers > 0) {
            return Optional.of(new Signs(Kind.DANGER, dangers));
        }
        int own = count(self, words, excluded) + selfAlways.in(words).size();
        if (own > 0) {
            return Optional.of(new Signs(Kind.SELF, own));
        }
        int others = fictional ? 0 : count(other, words, excluded);
        return others > 0 && namesSomebodyClose(words)
                ? Optional.of(new Signs(Kind.OTHER, others))
                : Optional.empty();
    }

    /// Whether the text is about somebody whom its author knows.
    boolean namesSomebodyClose(Words words) {
        return !close.in(words).isEmpty();
    }

    private boolean isFictional(Words words) {
        for (int place = 0; place < words.count(); place++) {
            if (fiction.contains(words.at(place))) {
                return true;
            }
        }
        return false;
    }

    private static int count(Phrases phrases, Words words, List<Found> excluded) {
        return (int)
                phrases.in(words).stream()
                        .filter(found -> excluded.stream().noneMatch(found::overlaps))
                        .count();
    }
}
