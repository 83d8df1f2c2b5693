package chatroom.e2e.sms;

import chatroom.e2e.product.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A stand-in for Twilio's REST that is not ours: npm `@stoplight/prism-cli` with Twilio's own
/// OpenAPI file. It checks each request against the file and answers with the file's examples.
final class Prism implements AutoCloseable {

    private final Process process;
    private final int port;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CountDownLatch listening = new CountDownLatch(1);

    private Prism(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param openApi Twilio's file
    static Prism start(Path openApi) {
        Path home = Repository.file("e2e-tests/prism");
        try {
            int installed =
                    new ProcessBuilder("npm", "ci", "--ignore-scripts", "--prefer-offline")
                            .directory(home.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
            if (installed != 0) {
                throw new IllegalStateException("npm ci in " + home + " failed: " + installed);
            }
            int port = freePort();
            Process process =
                    new ProcessBuilder(
                                    "node",
                                    "node_modules/@stoplight/prism-cli/dist/index.js",
                                    "mock",
                                    "--port",
                                    Integer.toString(port),
                                    openApi.toAbsolutePath().toString())
                            .directory(home.toFile())
                            .redirectErrorStream(true)
                            .start();
            var prism = new Prism(process, port);
            Thread.ofVirtual().start(prism::listen);
            if (!prism.listening.await(60, TimeUnit.SECONDS)) {
                prism.close();
                throw new IllegalStateException("prism did not start: " + prism.said);
            }
            return prism;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void listen() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.contains("is listening")) {
                    listening.countDown();
                }
            }
        } catch (IOException e) {
            said.add(e.toString());
        }
    }

    /// As `TWILIO_API_URL` takes it.
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /// How many requests it found in order.
    long passed() {
        return said.stream().filter(line -> line.contains("passed the validation rules")).count();
    }

    /// What it found wrong with requests.
    List<String> violations() {
        return said.stream().filter(line -> line.contains("Violation")).toList();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
