package chatroom.bench.scenario;

import java.util.Locale;

/// Says on standard error what is being done: the tables alone are on standard output.
final class Progress {

    private Progress() {}

    static void say(String format, Object... values) {
        System.err.println("  " + String.format(Locale.ROOT, format, values));
    }

    static void run(String what, int round, Run run) {
        say(
                "%-28s round %d: %7.1f CPU s/million, p50 %6.2f ms, p99 %7.2f ms, delivered %.2f %%, generator %.2f cores",
                what,
                round + 1,
                run.cpuPerMillion(),
                run.p50(),
                run.p99(),
                100 * run.delivered(),
                run.generatorCores());
    }
}
