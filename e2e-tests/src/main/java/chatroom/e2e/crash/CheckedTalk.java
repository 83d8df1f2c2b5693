package chatroom.e2e.crash;

import static org.awaitility.Awaitility.await;

import chatroom.e2e.checker.Checker;
import chatroom.e2e.checker.Verdict;
import chatroom.e2e.crash.Plan.Mutation;
import chatroom.e2e.product.Installation;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/// People talk in four rooms while something happens to the product or its surroundings. At the
/// end, what was confirmed must be everywhere, once, in one order.
public final class CheckedTalk {

    private final Crowd crowd;
    private final Installation installation;

    private CheckedTalk(Crowd crowd, Installation installation) {
        this.crowd = crowd;
        this.installation = installation;
    }

    /// What happens while people talk.
    @FunctionalInterface
    public interface Trouble {
        /// Returns once it is over and the talk goes on.
        void happen(CheckedTalk talk) throws Exception;
    }

    /// Settings of a product under which the talk is not held up by limits, and lasts two hours.
    public static Map<String, String> settings() {
        return Map.of(
                "ROOM_TOPICS_MAX", "3",
                "RATE_LIMIT_PER_USER", "1000000",
                "ROOM_DAILY_TOKEN_LIMIT", "100000000",
                "ACCESS_TOKEN_EXPIRE_MINUTES", "120");
    }

    /// Lets people talk while that happens, then falls silent and checks.
    public static Verdict during(Installation installation, Trouble trouble) throws Exception {
        try (var crowd = Crowd.gather(installation, Mutation.NONE)) {
            var talk = new CheckedTalk(crowd, installation);
            crowd.talk();
            trouble.happen(talk);
            crowd.fallSilent();
            return Checker.check(new Harvest(installation, crowd).gather());
        }
    }

    /// How many messages are confirmed so far.
    public long confirmed() {
        return crowd.confirmed();
    }

    /// Waits until so many more are confirmed.
    ///
    /// @throws IllegalStateException where that does not come to pass, with the ends of all logs
    public void awaitConfirmations(int more, Duration atMost) {
        long target = crowd.confirmed() + more;
        try {
            await().atMost(atMost)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> crowd.confirmed() >= target);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "nothing is confirmed any more: %s\n%s"
                            .formatted(crowd.state(), installation.tails()),
                    e);
        }
    }
}
