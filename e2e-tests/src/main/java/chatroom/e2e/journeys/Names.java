package chatroom.e2e.journeys;

import java.util.concurrent.atomic.AtomicInteger;

/// Names of people that nobody has yet, also not by an earlier run against the same installation.
final class Names {

    private static final String RUN =
            Long.toString(System.currentTimeMillis() / 1000 % 60_000_000, 36);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Names() {}

    static String fresh(String stem) {
        return "%s-%s-%d".formatted(stem, RUN, NUMBERS.incrementAndGet());
    }
}
