package chatroom.e2e.product;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One product for all tests that only talk to it. Two rooms get topics of their own, the lobby and
/// the first that is made; all others share one.
public final class SharedProduct {

    /// Of the seeded admin.
    public static final String ADMIN_PASSWORD = "an admin of this test alone";

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static @Nullable Product product;

    private SharedProduct() {}

    /// The product, started where it was not yet.
    public static synchronized Product get() {
        if (product == null) {
            product =
                    Product.start(
                            Map.of(
                                    "ROOM_TOPICS_MAX", "2",
                                    "RATE_LIMIT_PER_USER", "1000000",
                                    "ADMIN_PASSWORD", ADMIN_PASSWORD));
        }
        return product;
    }

    /// Stops it, to make room for another.
    public static synchronized void stop() {
        if (product != null) {
            product.close();
            product = null;
        }
    }

    /// A name that nobody has yet.
    public static String name(String stem) {
        return stem + "-" + NAMES.incrementAndGet();
    }
}
