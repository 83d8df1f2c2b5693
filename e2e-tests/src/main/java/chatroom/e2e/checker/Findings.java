package chatroom.e2e.checker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts what is wrong, and keeps the first of each kind in words.
final class Findings {

    private static final int WORDS_OF_A_KIND = 5;

    enum Kind {
        LOST,
        DUP,
        REORDER,
        GAP,
        PHANTOM
    }

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Set<String> lost = new HashSet<>();
    private final List<String> words = new ArrayList<>();

    /// A confirmed message is missing somewhere: it counts once, wherever else it is missing.
    void lost(String clientId, String where) {
        if (lost.add(clientId)) {
            add(Kind.LOST, where + " does not have " + clientId);
        }
    }

    void add(Kind kind, String what) {
        if (counts.merge(kind, 1L, Long::sum) <= WORDS_OF_A_KIND) {
            words.add(kind.name().toLowerCase(java.util.Locale.ROOT) + ": " + what);
        }
    }

    Verdict verdict(long acked) {
        return new Verdict(
                acked,
                count(Kind.LOST),
                count(Kind.DUP),
                count(Kind.REORDER),
                count(Kind.GAP),
                count(Kind.PHANTOM),
                words);
    }

    private long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
