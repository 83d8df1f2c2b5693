package chatroom.bench.process;

import chatroom.bench.load.Meter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/// CPU seconds of processes between two points in time, read on a thread of its own: on that of the
/// load it would make messages late.
public final class CpuMeter implements Meter {

    private final Processes processes;
    private final CompletableFuture<Map<String, Double>> spent = new CompletableFuture<>();

    public CpuMeter(Processes processes) {
        this.processes = processes;
    }

    @Override
    public void watch(long from, long until) {
        Thread.ofPlatform()
                .daemon()
                .name("cpu")
                .start(() -> {
                    try {
                        sleepUntil(from);
                        Map<String, Double> before = processes.cpuSeconds();
                        sleepUntil(until);
                        spent.complete(difference(before, processes.cpuSeconds()));
                    } catch (RuntimeException e) {
                        spent.completeExceptionally(e);
                    }
                });
    }

    /// CPU seconds by name, once the time is over.
    public Map<String, Double> seconds() {
        return spent.join();
    }

    private static Map<String, Double> difference(
            Map<String, Double> before, Map<String, Double> after) {
        var difference = new LinkedHashMap<String, Double>();
        after.forEach((name, seconds) ->
                difference.put(name, seconds - before.getOrDefault(name, seconds)));
        return difference;
    }

    private static void sleepUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
