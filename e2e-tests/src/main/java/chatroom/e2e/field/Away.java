package chatroom.e2e.field;

import chatroom.e2e.checker.Verdict;
import chatroom.e2e.crash.CheckedTalk;
import chatroom.e2e.product.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// P19: PostgreSQL, Kafka and Redis go away while people talk: one after the other, and all at once
/// with different orders of return. A store that is suspended still takes connections and answers
/// nothing; one that is killed refuses them.
final class Away implements FieldExperiment {

    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final Duration BETWEEN_RETURNS = Duration.ofSeconds(5);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);
    private static final int BEFORE = 80;

    private static final List<String> STORES = List.of("postgres", "kafka", "redis");

    /// The order in which suspended stores answer again.
    private static final List<List<String>> SUSPENDED =
            List.of(
                    List.of("postgres"),
                    List.of("kafka"),
                    List.of("redis"),
                    List.of("postgres", "kafka", "redis"),
                    List.of("redis", "kafka", "postgres"),
                    List.of("kafka", "redis", "postgres"));

    @Override
    public String name() {
        return "away";
    }

    @Override
    public String purpose() {
        return "PostgreSQL, Kafka and Redis away for a minute each, and together, in several orders of"
                + " return (--seconds N)";
    }

    @Override
    public Result run(List<String> options, Consumer<String> progress) throws Exception {
        Duration away = SecondsOption.of(options, USUAL);
        var unhealed = new ArrayList<String>();
        try (Product product = Product.start(CheckedTalk.settings())) {
            Verdict verdict =
                    CheckedTalk.during(
                            product,
                            talk -> {
                                for (List<String> stores : SUSPENDED) {
                                    String what = "suspended: " + String.join(", ", stores);
                                    talk.awaitConfirmations(BEFORE, BACK_WITHIN);
                                    suspend(product, stores, away);
                                    healed(product, talk, what, progress, unhealed);
                                }
                                talk.awaitConfirmations(BEFORE, BACK_WITHIN);
                                product.killAndHoldDown(STORES, away);
                                healed(product, talk, "killed, back at once", progress, unhealed);
                            });
            verdict.findings().forEach(finding -> progress.accept("  " + finding));
            String healed = unhealed.isEmpty() ? "all" : "not " + String.join("; ", unhealed);
            return new Result(
                    "healed=" + healed + " " + verdict.line(),
                    unhealed.isEmpty() && verdict.isClean());
        }
    }

    private static void suspend(Product product, List<String> stores, Duration away)
            throws InterruptedException {
        try {
            stores.forEach(product::suspend);
            Thread.sleep(away);
        } finally {
            for (String store : stores) {
                product.resume(store);
                if (stores.size() > 1) {
                    Thread.sleep(BETWEEN_RETURNS);
                }
            }
        }
    }

    private static void healed(
            Product product,
            CheckedTalk talk,
            String what,
            Consumer<String> progress,
            List<String> unhealed) {
        try {
            progress.accept(Healing.line(what, Healing.await(product, talk), talk));
        } catch (IllegalStateException | AssertionError e) {
            progress.accept("  " + what + ": " + e.getMessage());
            unhealed.add(what);
        }
    }
}
