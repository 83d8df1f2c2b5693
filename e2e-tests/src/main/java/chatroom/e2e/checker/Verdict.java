package chatroom.e2e.checker;

import java.util.List;

/// What is wrong with a run.
///
/// @param acked messages that were confirmed
/// @param lost of those, the ones that somebody or something did not have at the end
/// @param dup sights of a message that was there already, and answers given twice
/// @param reorder sights out of the room's order
/// @param gap predecessors that were never shown, and messages of the log that somebody missed
/// @param phantom sights of what nobody sent
/// @param findings the first of each kind, in words
public record Verdict(
        long acked,
        long lost,
        long dup,
        long reorder,
        long gap,
        long phantom,
        List<String> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /// Whether nothing is wrong.
    public boolean isClean() {
        return lost + dup + reorder + gap + phantom == 0;
    }

    /// The figures, as one line.
    public String line() {
        return "acked=%d lost=%d dup=%d reorder=%d gap=%d phantom=%d"
                .formatted(acked, lost, dup, reorder, gap, phantom);
    }
}
