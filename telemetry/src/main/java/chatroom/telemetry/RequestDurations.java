package chatroom.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.DoubleStream;

/// Counts HTTP requests by how long they took, so that dashboards can show percentiles of many pods
/// together, with an example of each step.
final class RequestDurations implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";

    /// In milliseconds.
    private static final double[] STEPS = {5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000};

    @Produces
    @Singleton
    static MeterFilter filter() {
        return new RequestDurations();
    }

    @Override
    public DistributionStatisticConfig configure(
            Meter.Id meter, DistributionStatisticConfig config) {
        return meter.getName().equals(REQUESTS) ? inSteps().merge(config) : config;
    }

    private static DistributionStatisticConfig inSteps() {
        double nanos = Duration.ofMillis(1).toNanos();
        return DistributionStatisticConfig.builder()
                .serviceLevelObjectives(
                        DoubleStream.of(STEPS).map(millis -> millis * nanos).toArray())
                .build();
    }
}
