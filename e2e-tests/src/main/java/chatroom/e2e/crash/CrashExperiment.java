package chatroom.e2e.crash;

import static org.awaitility.Awaitility.await;

import chatroom.e2e.checker.Checker;
import chatroom.e2e.checker.Verdict;
import chatroom.e2e.crash.Plan.Mutation;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.RunFile.Running;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/// People talk in four rooms while chat-service, the gateway, the orchestrator and Kafka are killed
/// in turn. At the end, what was confirmed must be everywhere, once, in one order.
public final class CrashExperiment {

    /// Confirmations between two crashes: enough that every writer is at it.
    private static final int BETWEEN = 80;

    private static final Duration TO_GO_ON = Duration.ofSeconds(60);

    private final Plan plan;
    private final Consumer<String> say;

    public CrashExperiment(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /// Exits with 0 where nothing is wrong, 1 where something is, 2 for a wrong command line.
    public static void main(String[] arguments) {
        Plan plan;
        try {
            plan = Plan.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Plan.USAGE);
            System.exit(2);
            return;
        }
        Verdict verdict = new CrashExperiment(plan, System.out::println).run();
        System.exit(verdict.isClean() ? 0 : 1);
    }

    /// Does it, on a product of its own.
    public Verdict run() {
        try (var product = Product.start(settings())) {
            say.accept(
                    "%d rounds on %s, mutation %s"
                            .formatted(plan.rounds(), product.url(), plan.mutation().wireName()));
            Verdict verdict = run(product);
            verdict.findings().forEach(finding -> say.accept("  " + finding));
            say.accept(verdict.line());
            return verdict;
        }
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        // The lobby has one, two rooms of the experiment have one, the other two share.
        settings.put("ROOM_TOPICS_MAX", "3");
        settings.put("RATE_LIMIT_PER_USER", "1000000");
        settings.put("ROOM_DAILY_TOKEN_LIMIT", "100000000");
        if (plan.mutation() == Mutation.ACK_BEFORE_BROKER) {
            settings.put("CHATROOM_MUTATION", plan.mutation().wireName());
        }
        return settings;
    }

    private Verdict run(Product product) {
        try (var crowd = Crowd.gather(product, plan.mutation())) {
            crowd.talk();
            for (int round = 1; round <= plan.rounds(); round++) {
                for (String name : Plan.VICTIMS) {
                    long begun = System.nanoTime();
                    awaitConfirmations(product, crowd, BETWEEN);
                    Running victim = product.kill(name);
                    product.awaitBack(victim);
                    awaitConfirmations(product, crowd, 8);
                    say.accept(
                            String.format(
                                    Locale.ROOT,
                                    "  round %d: killed %-8s talk goes on after %4.1f s, %d acked",
                                    round,
                                    name,
                                    (System.nanoTime() - begun) / 1e9,
                                    crowd.confirmed()));
                }
            }
            awaitConfirmations(product, crowd, BETWEEN);
            crowd.fallSilent();
            return Checker.check(new Harvest(product, crowd).gather());
        }
    }

    private static void awaitConfirmations(Product product, Crowd crowd, int more) {
        long target = crowd.confirmed() + more;
        try {
            await().atMost(TO_GO_ON)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> crowd.confirmed() >= target);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "nothing is confirmed any more: %s\n%s"
                            .formatted(crowd.state(), product.tails()),
                    e);
        }
    }
}
