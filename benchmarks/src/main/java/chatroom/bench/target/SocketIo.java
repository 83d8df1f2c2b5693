package chatroom.bench.target;

import chatroom.bench.load.Dialect;
import chatroom.bench.process.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The socket.io server of `benchmarks/peer`: one Node process.
public final class SocketIo implements AutoCloseable {

    private final Process node;
    private final int port;

    /// Installs what it needs the first time, and starts it.
    ///
    /// @param directory with its `package.json`
    public SocketIo(Path directory) {
        try {
            if (!Files.isDirectory(directory.resolve("node_modules/socket.io"))) {
                install(directory);
            }
            node =
                    new ProcessBuilder("node", "server.js")
                            .directory(directory.toFile())
                            .redirectError(Redirect.INHERIT)
                            .start();
            BufferedReader output = node.inputReader(StandardCharsets.US_ASCII);
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("socket.io did not start");
            }
            port = Integer.parseInt(line);
        } catch (IOException e) {
            throw new UncheckedIOException("Node with npm is needed to compare with socket.io", e);
        }
    }

    private static void install(Path directory) throws IOException {
        try {
            Process npm =
                    new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
                            .directory(directory.toFile())
                            .inheritIO()
                            .start();
            if (npm.waitFor() != 0) {
                throw new IllegalStateException("npm ci failed in " + directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Where it is.
    public Server server() {
        return new Server(
                "socket.io",
                port,
                new Dialect.SocketIo(),
                new Processes(Map.of("node", node.pid())));
    }

    @Override
    public void close() {
        try {
            // It ends when its input does.
            node.getOutputStream().close();
            if (!node.waitFor(5, TimeUnit.SECONDS)) {
                node.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            node.destroyForcibly();
        }
    }
}
