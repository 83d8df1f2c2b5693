package chatroom.ai.voices;

import java.time.Duration;

/// Time that several waits share.
final class Patience {

    private final long end;

    Patience(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    /// What is left of it, ≥ 0.
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
