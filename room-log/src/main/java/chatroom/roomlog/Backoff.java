package chatroom.roomlog;

import java.time.Duration;

/// Pauses between tries that double from 100 ms to five seconds. Used by one thread.
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Duration next = FIRST;

    void sleepLonger() throws InterruptedException {
        Thread.sleep(next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    /// A try succeeded.
    void reset() {
        next = FIRST;
    }
}
