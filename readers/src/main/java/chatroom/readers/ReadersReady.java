package chatroom.readers;

import chatroom.readers.Readers.Watched;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// A service whose reader makes no progress is not ready: what it answers is out of date.
@Readiness
@Singleton
class ReadersReady implements HealthCheck {

    private final Supplier<List<Watched>> watched;
    private final Duration longest;

    @Inject
    ReadersReady(
            Readers readers,
            @ConfigProperty(name = "chatroom.readers.stalled-after", defaultValue = "60s")
                    Duration longest) {
        this(readers::watched, longest);
    }

    ReadersReady(Supplier<List<Watched>> watched, Duration longest) {
        this.watched = watched;
        this.longest = longest;
    }

    @Override
    public HealthCheckResponse call() {
        List<Watched> stalled =
                watched.get().stream()
                        .filter(it -> it.reader().stalled().compareTo(longest) > 0)
                        .toList();
        var answer =
                HealthCheckResponse.named("readers")
                        .status(stalled.stream().noneMatch(it -> it.storeAnswers().getAsBoolean()));
        stalled.forEach(it ->
                answer.withData(
                        it.reader().name(),
                        "no progress for %d s, %d behind"
                                .formatted(
                                        it.reader().stalled().toSeconds(), it.reader().behind())));
        return answer.build();
    }
}
