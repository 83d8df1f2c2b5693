package chatroom.safety;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A sequence of words with alternatives and gaps. A phrase has few gaps of few words each, so that
/// matching it at one place takes bounded time.
record Phrase(List<Element> elements) {

    private static final int GAP = 3;
    private static final int WIDE_GAP = 5;
    private static final int NONE = -1;

    sealed interface Element {}

    /// The beginning of a sentence.
    record Start() implements Element {}

    /// The end of a sentence.
    record End() implements Element {}

    /// Up to so many words, whatever they are.
    record Gap(int most) implements Element {}

    /// One of these words.
    ///
    /// @param optional whether it may be missing
    /// @param orEnd whether the sentence may end here instead
    record Word(Set<String> words, boolean optional, boolean orEnd) implements Element {}

    /// Reads a phrase in the notation of the rule files.
    ///
    /// @param sets named sets of words
    static Phrase parse(String written, Map<String, Set<String>> sets) {
        var elements = new ArrayList<Element>();
        for (String element : written.strip().split("\\s+")) {
            elements.add(
                    switch (element) {
                        case "^" -> new Start();
                        case "$" -> new End();
                        case ".." -> new Gap(GAP);
                        case "...." -> new Gap(WIDE_GAP);
                        default -> word(element, sets);
                    });
        }
        return new Phrase(List.copyOf(elements));
    }

    private static Word word(String element, Map<String, Set<String>> sets) {
        boolean optional = element.endsWith("?");
        boolean orEnd = false;
        var words = new HashSet<String>();
        for (String choice : element.replace("?", "").split("\\|")) {
            if (choice.equals("$")) {
                orEnd = true;
            } else if (choice.startsWith("<") && choice.endsWith(">")) {
                Set<String> set = sets.get(choice.substring(1, choice.length() - 1));
                if (set == null) {
                    throw new IllegalArgumentException("There is no set " + choice);
                }
                words.addAll(set);
            } else {
                words.add(Words.normal(choice));
            }
        }
        return new Word(Set.copyOf(words), optional, orEnd);
    }

    /// The words that it can begin with; empty where it may begin with any.
    Set<String> firstWords() {
        return elements.getFirst() instanceof Word word && !word.optional() && !word.orEnd()
                ? word.words()
                : Set.of();
    }

    /// Matches it at one place.
    ///
    /// @return the place after its last word; -1 where it does not stand there
    int match(Words words, int place) {
        return match(0, words, place);
    }

    private int match(int element, Words words, int place) {
        if (element == elements.size()) {
            return place;
        }
        return switch (elements.get(element)) {
            case Start() -> words.beginsSentence(place) ? match(element + 1, words, place) : NONE;
            case End() -> words.endsSentence(place - 1) ? match(element + 1, words, place) : NONE;
            case Gap(int most) -> gap(element, most, words, place);
            case Word word -> word(element, word, words, place);
        };
    }

    private int gap(int element, int most, Words words, int place) {
        for (int after = place; after <= Math.min(place + most, words.count()); after++) {
            int end = match(element + 1, words, after);
            if (end != NONE) {
                return end;
            }
        }
        return NONE;
    }

    private int word(int element, Word word, Words words, int place) {
        if (place < words.count() && word.words().contains(words.at(place))) {
            int end = match(element + 1, words, place + 1);
            if (end != NONE) {
                return end;
            }
        }
        boolean mayBeMissing = word.optional() || (word.orEnd() && words.endsSentence(place - 1));
        return mayBeMissing ? match(element + 1, words, place) : NONE;
    }
}
