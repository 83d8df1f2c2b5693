package chatroom.sms.inbox;

import java.util.ArrayList;
import java.util.List;

/// Notices a phone that answers by itself: the same text three times in a row, or two texts in
/// turn.
///
/// @param recent fingerprints of its last texts, the newest last
/// @param looping whether texts like these are not passed on
record TextLoop(List<String> recent, boolean looping) {

    static final TextLoop NONE = new TextLoop(List.of(), false);

    private static final int KEPT = 4;

    TextLoop {
        recent = List.copyOf(recent);
    }

    /// After one more text. A text that the loop does not have ends it.
    TextLoop next(String fingerprint) {
        if (looping && recent.contains(fingerprint)) {
            return this;
        }
        var texts = new ArrayList<>(looping ? List.<String>of() : recent);
        texts.add(fingerprint);
        List<String> last = texts.subList(Math.max(0, texts.size() - KEPT), texts.size());
        if (isRepeated(last)) {
            return new TextLoop(List.of(fingerprint), true);
        }
        return new TextLoop(last, alternates(last));
    }

    private static boolean isRepeated(List<String> texts) {
        int size = texts.size();
        return size >= 3 && texts.subList(size - 3, size).stream().distinct().count() == 1;
    }

    private static boolean alternates(List<String> texts) {
        return texts.size() == KEPT
                && texts.get(0).equals(texts.get(2))
                && texts.get(1).equals(texts.get(3));
    }
}
