package chatroom.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Phrases of one meaning, found by their first word.
final class Phrases {

    /// Where a phrase stands in a text.
    ///
    /// @param end the place after its last word
    record Found(int start, int end) {
        boolean overlaps(Found other) {
            return start < other.end && other.start < end;
        }
    }

    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();
    private final List<Phrase> others = new ArrayList<>();

    void add(Phrase phrase) {
        if (phrase.firstWords().isEmpty()) {
            others.add(phrase);
        }
        phrase.firstWords()
                .forEach(word ->
                        byFirstWord.computeIfAbsent(word, key -> new ArrayList<>()).add(phrase));
    }

    List<Found> in(Words words) {
        var found = new ArrayList<Found>();
        for (int place = 0; place < words.count(); place++) {
            match(others, words, place, found);
            match(byFirstWord.getOrDefault(words.at(place), List.of()), words, place, found);
        }
        return found;
    }

    private static void match(List<Phrase> phrases, Words words, int place, List<Found> found) {
        for (Phrase phrase : phrases) {
            int end = phrase.match(words, place);
            if (end >= 0) {
                found.add(new Found(place, end));
            }
        }
    }
}
