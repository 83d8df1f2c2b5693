package chatroom.standalone.infrastructure;

import chatroom.standalone.process.ChildSpec;
import chatroom.standalone.process.Probe;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/// Redis as a child process. It keeps nothing on disk: what it holds may be lost.
public final class Redis {

    public static final String NAME = "redis";

    private final Locations locations;
    private final String password;
    private final int port;

    public Redis(Locations locations, Secrets secrets, int port) {
        this.locations = locations;
        this.password = secrets.get(NAME);
        this.port = port;
    }

    public int port() {
        return port;
    }

    /// Its address, as `REDIS_URL` takes it.
    public String url() {
        return "redis://:%s@127.0.0.1:%d/0".formatted(password, port);
    }

    public ChildSpec spec() {
        // Given on standard input, so that no list of processes shows the password.
        String settings =
                """
                bind 127.0.0.1
                port %d
                requirepass %s
                save ""
                appendonly no
                maxmemory 128mb
                maxmemory-policy volatile-lru
                """
                        .formatted(port, password);
        return new ChildSpec(
                NAME,
                List.of(program().toString(), "-"),
                Map.of(),
                settings,
                locations.run(),
                () -> {},
                this::isReady,
                ChildSpec.StopSignal.TERM,
                Duration.ofSeconds(5));
    }

    private boolean isReady() {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress("127.0.0.1", port), (int) Probe.PATIENCE.toMillis());
            socket.setSoTimeout((int) Probe.PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(
                            "AUTH %s\r\nPING\r\nQUIT\r\n"
                                    .formatted(password)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .contains("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private Path program() {
        Path program = locations.programs().resolve("redis-server");
        if (!Files.exists(program)) {
            try {
                // Written aside and moved: another start may be at it, and this one may be killed.
                Files.createDirectories(locations.programs());
                Path aside = Files.createTempDirectory(locations.programs(), "unpacking");
                File written = ExecutableProvider.newJarResourceProvider(aside.toFile()).get();
                Files.move(written.toPath(), program, StandardCopyOption.ATOMIC_MOVE);
                Files.delete(aside);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return program;
    }
}
