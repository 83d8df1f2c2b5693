package chatroom.bench.scenario;

import chatroom.bench.load.Meter;
import chatroom.bench.load.Window;
import chatroom.bench.process.CpuMeter;
import chatroom.bench.process.Processes;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// Measures a window with all that it costs.
final class Measured {

    private static final OperatingSystemMXBean SELF =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Measured() {}

    /// @param whole how long the talk takes, warm-up and all
    static Run run(Processes processes, Duration whole, Function<Meter, Window> talk) {
        var meter = new CpuMeter(processes);
        long before = SELF.getProcessCpuTime();
        Window window = talk.apply(meter);
        double own = SELF.getProcessCpuTime() - before;
        Map<String, Double> seconds = meter.seconds();
        return new Run(window, seconds, own / whole.toNanos());
    }
}
