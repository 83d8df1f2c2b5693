package chatroom.safety;

import chatroom.mentions.Quotations;
import chatroom.safety.Distress.Kind;
import chatroom.safety.Rules.Signs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Recognises messages of people who are in acute distress: thoughts of suicide, self-harm,
/// somebody who hurts them now, or fear for somebody close. Takes time in proportion to the text,
/// of which it reads the first 4,000 characters.
public final class DistressDetector {

    /// Languages that there are rules for, in the order in which they win a tie.
    static final List<String> LANGUAGES = List.of("en", "de", "es", "fr", "pt", "it");

    private static final int MOST_CHARACTERS = 4_000;

    private final Map<String, Rules> languages = new LinkedHashMap<>();

    public DistressDetector() {
        for (String language : LANGUAGES) {
            languages.put(language, Rules.parse(Resources.lines("rules-" + language + ".txt")));
        }
    }

    /// What the message tells of; empty where it is an ordinary one.
    public Optional<Distress> detect(String message) {
        String text =
                message.length() > MOST_CHARACTERS
                        ? message.substring(0, MOST_CHARACTERS)
                        : message;
        Words own = Words.of(Quotations.without(text));
        if (own.isEmpty()) {
            return strongest(Words.of(text));
        }
        Optional<Distress> found = strongest(own);
        if (found.isPresent()
                || languages.values().stream().noneMatch(it -> it.namesSomebodyClose(own))) {
            return found;
        }
        // "My brother wrote: “I want to die”."
        return strongest(Words.of(text)).map(quoted -> new Distress(Kind.OTHER, quoted.language()));
    }

    private Optional<Distress> strongest(Words words) {
        Distress strongest = null;
        int most = 0;
        for (Map.Entry<String, Rules> language : languages.entrySet()) {
            Optional<Signs> signs = language.getValue().in(words);
            if (signs.isPresent() && signs.get().signs() > most) {
                most = signs.get().signs();
                strongest = new Distress(signs.get().kind(), language.getKey());
            }
        }
        return Optional.ofNullable(strongest);
    }
}
