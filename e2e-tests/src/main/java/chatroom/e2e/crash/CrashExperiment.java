package chatroom.e2e.crash;

import static org.awaitility.Awaitility.await;

import chatroom.e2e.checker.Checker;
import chatroom.e2e.checker.Verdict;
import chatroom.e2e.crash.Plan.Kind;
import chatroom.e2e.crash.Plan.Mutation;
import chatroom.e2e.journeys.Journey;
import chatroom.e2e.product.Compose;
import chatroom.e2e.product.Installation;
import chatroom.e2e.product.Installation.Disruption;
import chatroom.e2e.product.Product;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/// People talk in four rooms while the parts of the product are killed, or replaced, in turn. At
/// the end, what was confirmed must be everywhere, once, in one order.
public final class CrashExperiment {

    /// Confirmations between two disruptions: enough that every writer is at it.
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
        var experiment = new CrashExperiment(plan, System.out::println);
        System.exit(experiment.run().isGood() ? 0 : 1);
    }

    /// How it went.
    ///
    /// @param verdict of the checker
    /// @param discomfort what people noticed
    public record Outcome(Verdict verdict, Discomfort discomfort, Kind kind) {

        /// Whether nothing is wrong; when processes are only replaced, nobody may be refused
        /// either.
        public boolean isGood() {
            return verdict.isClean() && (kind != Kind.ROLLING || discomfort.errors() == 0);
        }
    }

    /// Does it.
    public Outcome run() {
        try (var installation = installation()) {
            say.accept(
                    "%s, %d rounds on %s, mutation %s"
                            .formatted(
                                    plan.kind().name().toLowerCase(Locale.ROOT),
                                    plan.rounds(),
                                    installation.doors(),
                                    plan.mutation().wireName()));
            if (plan.kind() == Kind.JOURNEY) {
                new Journey(installation)
                        .in("journey-" + Long.toString(System.nanoTime(), 36), say);
            }
            Outcome outcome = run(installation);
            outcome.verdict().findings().forEach(finding -> say.accept("  " + finding));
            say.accept(outcome.discomfort().line());
            say.accept(outcome.verdict().line());
            return outcome;
        }
    }

    private Installation installation() {
        return plan.compose() ? Compose.running() : Product.start(settings(), options());
    }

    private String[] options() {
        String pods = Integer.toString(plan.pods());
        return new String[] {"--chat-pods", pods, "--ai-pods", pods};
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

    private Outcome run(Installation installation) {
        List<Disruption> disruptions =
                switch (plan.kind()) {
                    case CRASH -> installation.crashes();
                    case ROLLING -> installation.restarts();
                    case RESTORE -> Compose.running().restores();
                    case JOURNEY -> List.of();
                };
        try (var crowd = Crowd.gather(installation, plan.mutation());
                var caller = Caller.begin(crowd.host(), crowd.rooms())) {
            crowd.talk();
            for (int round = 1; round <= plan.rounds(); round++) {
                for (Disruption disruption : disruptions) {
                    long begun = System.nanoTime();
                    awaitConfirmations(installation, crowd, BETWEEN);
                    disruption.happens().run();
                    awaitConfirmations(installation, crowd, 8);
                    say.accept(
                            String.format(
                                    Locale.ROOT,
                                    "  round %d: %-18s talk goes on after %4.1f s, %d acked",
                                    round,
                                    disruption.what(),
                                    (System.nanoTime() - begun) / 1e9,
                                    crowd.confirmed()));
                }
            }
            awaitConfirmations(installation, crowd, BETWEEN);
            crowd.fallSilent();
            Verdict verdict = Checker.check(new Harvest(installation, crowd).gather());
            return new Outcome(verdict, Discomfort.of(crowd.journals(), caller), plan.kind());
        }
    }

    private static void awaitConfirmations(Installation installation, Crowd crowd, int more) {
        long target = crowd.confirmed() + more;
        try {
            await().atMost(TO_GO_ON)
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
