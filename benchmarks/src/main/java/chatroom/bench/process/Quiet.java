package chatroom.bench.process;

import java.time.Duration;

/// Waits until processes have finished what they were given before.
public final class Quiet {

    private static final Duration STEP = Duration.ofMillis(400);

    /// Share of one core that counts as idle.
    private static final double IDLE = 0.25;

    private Quiet() {}

    /// Returns once the processes are idle, at the latest after `patience`.
    public static void await(Processes processes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            if (cores(processes, STEP) < IDLE) {
                return;
            }
        }
    }

    /// How many cores the processes use during a time from now on.
    public static double cores(Processes processes, Duration time) {
        double before = total(processes);
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return (total(processes) - before) * 1_000 / time.toMillis();
    }

    private static double total(Processes processes) {
        return processes.cpuSeconds().values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
