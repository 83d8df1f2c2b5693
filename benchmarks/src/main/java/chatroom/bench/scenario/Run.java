package chatroom.bench.scenario;

import chatroom.bench.load.Window;
import java.util.Map;

/// One measured window of one contender.
///
/// @param cpuSeconds by process, in that window
/// @param generatorCores cores that the generator itself used
record Run(Window window, Map<String, Double> cpuSeconds, double generatorCores) {

    private static final double MILLION = 1e6;

    /// CPU seconds of all its processes for a million deliveries.
    double cpuPerMillion() {
        return perMillion(cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    /// CPU seconds of one process for a million deliveries.
    double cpuPerMillion(String process) {
        return perMillion(cpuSeconds.getOrDefault(process, 0.0));
    }

    double p50() {
        return window.millis(50);
    }

    double p99() {
        return window.millis(99);
    }

    /// Share of the deliveries that came.
    double delivered() {
        return (double) window.delivered() / window.expected();
    }

    private double perMillion(double seconds) {
        return seconds * MILLION / window.delivered();
    }
}
