package chatroom.e2e.field;

import chatroom.e2e.product.Product;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/// P15: ten thousand hostile records in the topics while people talk.
///
/// With `--mutation no-dead-letters` the topics of dead letters take nothing: a product that could
/// not put records aside must miss the bar.
final class HostileExperiment implements FieldExperiment {

    private static final List<String> GROUPS = List.of("chat-projection", "ai-orchestrator", "sms");
    private static final List<String> STATE_GROUPS =
            List.of("chat-state", "ai-state", "sms-state", "identity-state");

    @Override
    public String name() {
        return "hostile";
    }

    @Override
    public String purpose() {
        return "hostile records in all topics while people talk [--records N] [--seed N]"
                + " [--mutation no-dead-letters]";
    }

    @Override
    public Result run(List<String> options, Consumer<String> progress) throws Exception {
        int records = 10_000;
        long seed = 20_261_129;
        boolean mutation = false;
        for (int i = 0; i + 1 < options.size(); i += 2) {
            String value = options.get(i + 1);
            switch (options.get(i)) {
                case "--records" -> records = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--mutation" -> mutation = isNoDeadLetters(value);
                default -> throw new IllegalArgumentException("unknown: " + options.get(i));
            }
        }
        if (options.size() % 2 != 0) {
            throw new IllegalArgumentException(options.getLast() + " needs a value");
        }
        var settings =
                Map.of(
                        // The lobby and one of the two rooms have a topic of their own.
                        "ROOM_TOPICS_MAX", "2",
                        "RATE_LIMIT_PER_USER", "1000000",
                        "ROOM_DAILY_TOKEN_LIMIT", "100000000");
        try (var product = Product.start(settings, "--sms-simulator")) {
            progress.accept("%d records, seed %d".formatted(records, seed));
            if (mutation) {
                closeDeadLetterTopics(product);
            }
            // Much longer than a minute, so that a reader that is stuck is seen to be.
            var outcome =
                    new HostileTalk(product, GROUPS)
                            .run(records, seed, Duration.ofSeconds(mutation ? 75 : 240));
            return new Result(outcome.line(), outcome.isGood());
        }
    }

    private static boolean isNoDeadLetters(String mutation) {
        if (!mutation.equals("no-dead-letters")) {
            throw new IllegalArgumentException("no mutation " + mutation);
        }
        return true;
    }

    private static void closeDeadLetterTopics(Product product) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", product.kafkaBootstrapServers()))) {
            var topics =
                    java.util.stream.Stream.concat(GROUPS.stream(), STATE_GROUPS.stream())
                            .map(group -> new NewTopic(group + ".dlq", 1, (short) 1))
                            .peek(topic ->
                                    topic.configs(
                                            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1")))
                            .collect(Collectors.toList());
            admin.createTopics(topics).all().get();
        }
    }
}
