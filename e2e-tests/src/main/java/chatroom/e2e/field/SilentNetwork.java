package chatroom.e2e.field;

import chatroom.e2e.client.Account;
import chatroom.e2e.client.Api;
import chatroom.e2e.field.SilentRound.Place;
import chatroom.e2e.product.Product;
import chatroom.e2e.product.SecondGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Networks that go silent while their connections stay open, between client and gateway and
/// between gateway and chat-service. Both ends have to notice, and what was said into the silence
/// has to arrive once.
public final class SilentNetwork implements FieldExperiment {

    /// What both ends may take to notice.
    private static final Duration BAR = Duration.ofSeconds(25);

    private static final int ROUNDS = 20;

    /// A round mostly waits: so many run side by side.
    private static final int LANES = 8;

    @Override
    public String name() {
        return "silent";
    }

    @Override
    public String purpose() {
        return "connections go silent but stay open: both ends notice, nothing is lost"
                + " [--rounds N] [--no-deadline: must fail]";
    }

    @Override
    public Result run(List<String> options, Consumer<String> progress) throws Exception {
        int rounds = ROUNDS;
        var settings = new HashMap<>(Map.of("RATE_LIMIT_PER_USER", "1000000"));
        for (var option = options.iterator(); option.hasNext(); ) {
            switch (option.next()) {
                case "--rounds" -> rounds = Integer.parseInt(option.next());
                case "--no-deadline" -> settings.put("CHAT_SOCKETS_SILENCE_LIMIT", "1h");
                default -> throw new IllegalArgumentException("there is no option in " + options);
            }
        }
        try (Product product = Product.start(settings)) {
            return run(product, rounds, progress);
        }
    }

    /// Runs it against a product that runs already.
    public static Result run(Product product, int rounds, Consumer<String> progress)
            throws Exception {
        int chat = product.run().process("chat").orElseThrow().port();
        try (SilentProxy beforeChat = SilentProxy.to(chat);
                SecondGateway gateway = SecondGateway.start(product.run(), beforeChat.url());
                SilentProxy beforeGateway = SilentProxy.to(product.url().getPort());
                ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
            var places =
                    List.of(
                            new Place("client-gateway", beforeGateway, beforeGateway.url()),
                            new Place("gateway-chat", beforeChat, gateway.url()));
            Account owner = Api.at(product.url()).signUp("quiet" + System.nanoTime() % 1_000_000);
            var all = new ArrayList<Future<Observed>>();
            for (int round = 1; round <= rounds; round++) {
                int number = round;
                for (Place place : places) {
                    all.add(
                            lanes.submit(() ->
                                    SilentRound.run(product, owner, place, number, progress)));
                }
            }
            Observed total = Observed.NOTHING;
            for (Future<Observed> one : all) {
                total = total.and(one.get());
            }
            return new Result("rounds=" + rounds + " " + total.line(), total.isGood());
        }
    }

    /// What rounds have shown so far.
    ///
    /// @param client longest time until a client was back and its message confirmed
    /// @param server longest time until a ghost was gone from presence and its name free
    /// @param lost messages that are not in the room
    /// @param dup messages that are there twice, or were shown twice
    record Observed(Duration client, Duration server, int lost, int dup) {

        static final Observed NOTHING = new Observed(Duration.ZERO, Duration.ZERO, 0, 0);

        Observed and(Observed other) {
            return new Observed(
                    longer(client, other.client),
                    longer(server, other.server),
                    lost + other.lost,
                    dup + other.dup);
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? other : one;
        }

        String line() {
            return "noticed_max=%.1fs client_max=%.1fs server_max=%.1fs lost=%d dup=%d"
                    .formatted(
                            longer(client, server).toMillis() / 1e3,
                            client.toMillis() / 1e3,
                            server.toMillis() / 1e3,
                            lost,
                            dup);
        }

        boolean isGood() {
            return longer(client, server).compareTo(BAR) <= 0 && lost == 0 && dup == 0;
        }
    }
}
