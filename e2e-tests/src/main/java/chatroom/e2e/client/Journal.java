package chatroom.e2e.client;

import java.util.ArrayList;
import java.util.List;

/// What a client did and heard, in order.
public final class Journal {

    /// One line of it.
    public sealed interface Entry {

        /// It was let in.
        record Opened(String path) implements Entry {}

        /// It wanted to say something; resending is not written down again.
        record Sent(String clientId, String text) implements Entry {}

        /// It heard something.
        record Heard(Frame frame) implements Entry {}

        /// The connection ended, or could not be had.
        record Lost(String why) implements Entry {}
    }

    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(Entry entry) {
        entries.add(entry);
        notifyAll();
    }

    /// All of it, so far.
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// The frames, so far.
    public synchronized List<Frame> frames() {
        var frames = new ArrayList<Frame>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Heard(Frame frame)) {
                frames.add(frame);
            }
        }
        return frames;
    }
}
