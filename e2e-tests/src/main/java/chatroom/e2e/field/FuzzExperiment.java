package chatroom.e2e.field;

import chatroom.e2e.product.Product;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The fuzz run on a product of its own.
final class FuzzExperiment implements FieldExperiment {

    private static final int CALLS = 6_000;
    private static final int FRAMES = 2_000;

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String purpose() {
        return "every documented call and frame with bad values: no 500 (--calls N --frames N --seed N)";
    }

    @Override
    public Result run(List<String> options, Consumer<String> progress) throws Exception {
        int calls = CALLS;
        int frames = FRAMES;
        long seed = System.currentTimeMillis();
        for (Iterator<String> option = options.iterator(); option.hasNext(); ) {
            String name = option.next();
            switch (name) {
                case "--calls" -> calls = Integer.parseInt(option.next());
                case "--frames" -> frames = Integer.parseInt(option.next());
                case "--seed" -> seed = Long.parseLong(option.next());
                default -> throw new IllegalArgumentException("There is no option " + name + ".");
            }
        }
        String password = "fuzz admin " + UUID.randomUUID();
        var names = new AtomicInteger();
        try (Product product =
                Product.start(
                        Map.of("RATE_LIMIT_PER_USER", "1000000", "ADMIN_PASSWORD", password))) {
            Fuzz.Outcome outcome =
                    new Fuzz(
                                    product,
                                    password,
                                    stem -> stem + "-" + names.incrementAndGet(),
                                    progress)
                            .run(seed, calls, frames);
            return new Result("seed=" + seed + " " + outcome.line(), outcome.isClean());
        }
    }
}
