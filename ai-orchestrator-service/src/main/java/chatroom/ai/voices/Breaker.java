package chatroom.ai.voices;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Leaves a provider alone that fails again and again: after `failures` in a row nobody asks it for
/// `rest`, then one may try.
final class Breaker {

    private final int failures;
    private final Duration rest;
    private final InstantSource clock;
    private int inARow;
    private Instant openUntil = Instant.MIN;

    Breaker(int failures, Duration rest, InstantSource clock) {
        this.failures = failures;
        this.rest = rest;
        this.clock = clock;
    }

    /// Whether the provider is to be left alone now.
    synchronized boolean open() {
        return clock.instant().isBefore(openUntil);
    }

    /// Whether to ask it now. Who is told yes after a rest is the one that tries.
    synchronized boolean permits() {
        if (open()) {
            return false;
        }
        if (inARow >= failures) {
            openUntil = clock.instant().plus(rest);
        }
        return true;
    }

    synchronized void worked() {
        inARow = 0;
        openUntil = Instant.MIN;
    }

    synchronized void failed() {
        inARow++;
        if (inARow >= failures) {
            openUntil = clock.instant().plus(rest);
        }
    }
}
