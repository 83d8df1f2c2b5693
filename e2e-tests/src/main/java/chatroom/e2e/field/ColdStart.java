package chatroom.e2e.field;

import chatroom.e2e.product.Infrastructure;
import chatroom.e2e.product.Product;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// B3: a first start whose PostgreSQL answers only after a while. No process may end meanwhile, and
/// the first sign-up after good health must succeed, which {@link Product#start} checks.
final class ColdStart implements FieldExperiment {

    private static final Duration USUAL = Duration.ofSeconds(45);

    @Override
    public String name() {
        return "coldstart";
    }

    @Override
    public String purpose() {
        return "a first start whose PostgreSQL answers after 45 s (--seconds N)";
    }

    @Override
    public Result run(List<String> options, Consumer<String> progress) throws Exception {
        Duration slow = SecondsOption.of(options, USUAL);
        try (Infrastructure stores = Infrastructure.start()) {
            URI database = URI.create(stores.databaseUrl("chat"));
            int port = freePort();
            String address =
                    "postgresql://%s@127.0.0.1:%d%s"
                            .formatted(database.getUserInfo(), port, database.getPath());
            long begun = System.nanoTime();
            Thread relay =
                    Thread.ofVirtual().start(() -> relayAfter(slow, port, database.getPort()));
            try (Product product = Product.start(Map.of("DATABASE_URL", address))) {
                double seconds = (System.nanoTime() - begun) / 1e9;
                List<String> deaths = product.deaths();
                deaths.forEach(progress);
                return new Result(
                        String.format(
                                Locale.ROOT,
                                "slow=%ds open=%.1fs died=%d signup=201",
                                slow.toSeconds(),
                                seconds,
                                deaths.size()),
                        deaths.isEmpty() && seconds > slow.toSeconds());
            } finally {
                relay.interrupt();
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void relayAfter(Duration slow, int port, int target) {
        try {
            Thread.sleep(slow);
            try (var server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress())) {
                while (!Thread.currentThread().isInterrupted()) {
                    Socket client = server.accept();
                    Socket store = new Socket(InetAddress.getLoopbackAddress(), target);
                    Thread.ofVirtual().start(() -> copy(client, store));
                    Thread.ofVirtual().start(() -> copy(store, client));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One end has closed; so does the other.
        }
    }
}
