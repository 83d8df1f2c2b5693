package chatroom.e2e.field;

import chatroom.e2e.client.Api;
import chatroom.e2e.crash.CheckedTalk;
import chatroom.e2e.product.Product;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// Whether the product came back by itself: its health is good, the talk goes on, and a newcomer
/// can sign up.
final class Healing {

    private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(180);
    private static final Duration TALK_WITHIN = Duration.ofSeconds(60);
    private static final int CONFIRMATIONS = 40;
    private static final AtomicInteger NEWCOMERS = new AtomicInteger();

    private Healing() {}

    /// @return how long it took, in seconds
    /// @throws IllegalStateException where it does not heal
    static double await(Product product, CheckedTalk talk) {
        long begun = System.nanoTime();
        try {
            Awaitility.await()
                    .atMost(HEALTHY_WITHIN)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> isHealthy(product));
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("not healthy again:\n" + product.tails(), e);
        }
        talk.awaitConfirmations(CONFIRMATIONS, TALK_WITHIN);
        Api.at(product.url())
                .signUp(
                        "newcomer%d-%s"
                                .formatted(
                                        NEWCOMERS.incrementAndGet(),
                                        Long.toString(System.nanoTime() / 1_000_000, 36)));
        return (System.nanoTime() - begun) / 1e9;
    }

    private static boolean isHealthy(Product product) {
        try {
            return Api.at(product.url()).get("/health").status() == 200;
        } catch (UncheckedIOException | IllegalStateException e) {
            return false;
        }
    }

    static String line(String what, double seconds, CheckedTalk talk) {
        return String.format(
                Locale.ROOT,
                "  %-44s healed after %5.1f s, %d acked",
                what,
                seconds,
                talk.confirmed());
    }
}
