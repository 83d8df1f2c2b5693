package chatroom.bench.load;

import org.HdrHistogram.Histogram;

/// What came of one measured stretch of time.
///
/// @param expected deliveries that were due
/// @param delivered deliveries that came
/// @param latency from the time when a message was due to its arrival, in nanoseconds
public record Window(long expected, long delivered, Histogram latency) {

    private static final double NANOS_PER_MILLI = 1e6;

    /// A latency that this share of the deliveries did not exceed, in milliseconds.
    ///
    /// @param percentile 0 to 100
    public double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /// A histogram for latencies up to a minute.
    public static Histogram histogram() {
        var histogram = new Histogram(60_000_000_000L, 3);
        histogram.setAutoResize(true);
        return histogram;
    }
}
