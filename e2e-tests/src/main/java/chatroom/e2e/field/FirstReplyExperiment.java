package chatroom.e2e.field;

import static org.awaitility.Awaitility.await;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.client.Frame;
import chatroom.e2e.client.RoomClient;
import chatroom.e2e.product.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// B5: how long after a message was confirmed a provider is asked, in one quiet room, beside the
/// least that a hop over Kafka takes on this machine at the same time.
final class FirstReplyExperiment implements FieldExperiment {

    private static final int MESSAGES = 40;
    private static final int WARM_UP = 10;
    private static final Duration PAUSE = Duration.ofMillis(700);

    /// Before B5 was mended the median was some twelve hops.
    private static final double MOST_HOPS = 6;

    @Override
    public String name() {
        return "first-reply";
    }

    @Override
    public String purpose() {
        return "from a confirmed message to the question to the provider, in one quiet room";
    }

    @Override
    public Result run(List<String> options, Consumer<String> progress) throws Exception {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("unknown: " + options.getFirst());
        }
        try (var provider = new AskedProvider();
                var product =
                        Product.start(
                                Map.of(
                                        "OPENAI_API_KEY", "none",
                                        "OPENAI_BASE_URL", provider.baseUrl(),
                                        "OPENAI_MODEL", "m",
                                        "RATE_LIMIT_PER_USER", "1000000",
                                        "ROOM_DAILY_TOKEN_LIMIT", "100000000"))) {
            String fresh = Long.toString(System.nanoTime() / 1000, 36);
            Account account = Api.at(product.url()).signUp("q" + fresh);
            String room = "quiet-" + fresh;
            account.makeRoom(room, "Questions", List.of("einstein"));
            try (var client = RoomClient.enter(product.url(), account.door(room))) {
                var asked = new ArrayList<Double>();
                for (int i = 0; i < WARM_UP + MESSAGES; i++) {
                    Thread.sleep(PAUSE);
                    double millis = ask(client, provider, "q%d-%s".formatted(i, fresh));
                    if (i >= WARM_UP) {
                        asked.add(millis);
                    }
                }
                progress.accept("asked; now the hops");
                List<Double> hops =
                        KafkaHop.measure(product.kafkaBootstrapServers(), MESSAGES, PAUSE);
                double ratio = at(asked, 0.5) / Math.max(1, at(hops, 0.5));
                String line =
                        String.format(
                                Locale.ROOT,
                                "asked_p50=%.0fms asked_p90=%.0fms hop_p50=%.0fms hop_p90=%.0fms"
                                        + " ratio=%.1f",
                                at(asked, 0.5),
                                at(asked, 0.9),
                                at(hops, 0.5),
                                at(hops, 0.9),
                                ratio);
                return new Result(line, ratio <= MOST_HOPS);
            }
        }
    }

    /// @return milliseconds from the confirmation to the question
    private static double ask(RoomClient client, AskedProvider provider, String text) {
        String clientId = client.say("@einstein " + text);
        Frame ack =
                client.await(
                        "its confirmation",
                        frame -> frame.is("ack") && frame.clientId().equals(clientId));
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> provider.askedAbout(text).isPresent());
        OptionalLong asked = provider.askedAbout(text);
        client.await("its answer", frame -> frame.is("ai") && frame.replyTo().equals(ack.id()));
        return Math.max(0, (asked.orElseThrow() - ack.at()) / 1e6);
    }

    private static double at(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.round(share * sorted.size())));
    }
}
