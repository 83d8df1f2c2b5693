package chatroom.ai.voices;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Leaves a model alone that fails again and again, one breaker for each provider and model. It
/// counts calls, however often each was tried. Failures of one room close the model to that room
/// alone; failures of several rooms in a row, or one that is plainly the provider's, to all. After
/// the rest, one call may try.
final class Breaker {

    private static final Duration LONGEST_REST = Duration.ofMinutes(10);

    /// A shorter wish is over before a rest would help.
    private static final Duration SHORTEST_REST = Duration.ofSeconds(3);

    /// Rooms are forgotten, the oldest first, beyond so many.
    private static final int MOST_ROOMS = 1_000;

    /// Failures in a row, and the rest that they made.
    private static final class Series {
        private int inARow;
        private Instant openUntil = Instant.MIN;

        boolean open(Instant now) {
            return now.isBefore(openUntil);
        }
    }

    private final int failures;
    private final Duration rest;
    private final InstantSource clock;
    private final Series all = new Series();
    private final Set<String> failing = new HashSet<>();
    private final Map<String, Series> rooms =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Series> eldest) {
                    return size() > MOST_ROOMS;
                }
            };

    /// @param failures calls in a row that open it
    /// @param rest how long it stays open
    Breaker(int failures, Duration rest, InstantSource clock) {
        this.failures = failures;
        this.rest = rest;
        this.clock = clock;
    }

    /// Whether the model is left alone by all rooms now.
    synchronized boolean open() {
        return all.open(clock.instant());
    }

    /// Whether it is left alone by that room now.
    synchronized boolean open(String room) {
        Series own = rooms.get(room);
        Instant now = clock.instant();
        return all.open(now) || (own != null && own.open(now));
    }

    /// Whether to call it now. After a rest, the first caller gets a trial call.
    synchronized boolean permits(String room) {
        if (open(room)) {
            return false;
        }
        trial(all);
        Series own = rooms.get(room);
        if (own != null) {
            trial(own);
        }
        return true;
    }

    private void trial(Series series) {
        if (series.inARow >= failures && !series.openUntil.equals(Instant.MIN)) {
            series.openUntil = clock.instant().plus(rest);
        }
    }

    synchronized void worked(String room) {
        rooms.remove(room);
        failing.clear();
        all.inARow = 0;
        all.openUntil = Instant.MIN;
    }

    synchronized void failed(String room, VoiceFailure failure) {
        switch (failure.kind()) {
            // It is about what this room says.
            case REFUSED, NO_ANSWER -> count(room);
            case UNAUTHORIZED, NOT_FOUND, QUOTA_SPENT, UNREACHABLE -> countForAll();
            case RATE_LIMITED -> {
                Duration wish = failure.retryAfter();
                if (wish == null || wish.compareTo(SHORTEST_REST) < 0) {
                    countForAll();
                } else {
                    open(all, wish.compareTo(LONGEST_REST) < 0 ? wish : LONGEST_REST);
                }
            }
            case UNAVAILABLE, TIMED_OUT, CUT, GARBAGE -> {
                count(room);
                failing.add(room);
                all.inARow++;
                if (all.inARow >= failures && failing.size() > 1) {
                    open(all, rest);
                }
            }
            case RESTING -> {}
        }
    }

    private void count(String room) {
        Series own = rooms.computeIfAbsent(room, key -> new Series());
        own.inARow++;
        if (own.inARow >= failures) {
            open(own, rest);
        }
    }

    private void countForAll() {
        all.inARow++;
        if (all.inARow >= failures) {
            open(all, rest);
        }
    }

    private void open(Series series, Duration time) {
        series.openUntil = clock.instant().plus(time);
    }
}
