package chatroom.roomlog;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How far a reader is. Written by its thread, read by any.
final class ReaderProgress {

    private final LongSupplier nanoTime;
    private volatile long behind;
    private volatile boolean waiting;
    private volatile long since;

    ReaderProgress() {
        this(System::nanoTime);
    }

    ReaderProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Records are there that are not handled yet.
    void somethingToRead() {
        if (!waiting) {
            since = nanoTime.getAsLong();
            waiting = true;
        }
    }

    /// Records were handled.
    void handled() {
        waiting = false;
    }

    /// So many records are left; what is in the reader's hands does not count.
    void left(long records) {
        behind = records;
        if (records > 0) {
            somethingToRead();
        }
    }

    /// Nothing is left to this reader.
    void idle() {
        behind = 0;
        waiting = false;
    }

    long behind() {
        return behind;
    }

    Duration stalled() {
        return waiting ? Duration.ofNanos(nanoTime.getAsLong() - since) : Duration.ZERO;
    }
}
