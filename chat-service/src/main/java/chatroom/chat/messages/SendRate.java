package chatroom.chat.messages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How often a person may say something: `RATE_LIMIT_PER_USER` messages in
/// `RATE_LIMIT_WINDOW_SECONDS`, refilled evenly. A room's people meet on one pod, so that each pod
/// counts for itself.
@ApplicationScoped
class SendRate {

    private final int messages;
    private final Duration window;
    private final Cache<String, Bucket> buckets;

    SendRate(
            @ConfigProperty(name = "RATE_LIMIT_PER_USER") int messages,
            @ConfigProperty(name = "RATE_LIMIT_WINDOW_SECONDS") int seconds) {
        this.messages = messages;
        this.window = Duration.ofSeconds(seconds);
        this.buckets = Caffeine.newBuilder().expireAfterAccess(window.multipliedBy(2)).build();
    }

    /// Takes one message from somebody's allowance.
    ///
    /// @return zero where it was there, else how long until it is
    Duration take(String callerKey) {
        ConsumptionProbe probe =
                buckets.get(callerKey, key -> fresh()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Duration.ZERO
                : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private Bucket fresh() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(messages).refillGreedy(messages, window))
                .build();
    }
}
