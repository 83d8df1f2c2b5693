package chatroom.e2e.sms;

import chatroom.e2e.product.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A stand-in for Twilio's REST that is not ours: npm `@stoplight/prism-cli` with Twilio's own
/// OpenAPI file. It checks each request against the file, and answers with the file's examples or
/// hands it on, and then checks the answer, too.
final class Prism implements AutoCloseable {

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CountDownLatch listening = new CountDownLatch(1);

    private Prism(Process process) {
        this.process = process;
    }

    /// Answers itself.
    ///
    /// @param openApi Twilio's file
    static Prism answering(Path openApi, int port) {
        return start(port, List.of("mock", openApi.toAbsolutePath().toString()));
    }

    /// Hands on, and checks both ways.
    ///
    /// @param openApi Twilio's file
    static Prism before(URI upstream, Path openApi, int port) {
        return start(
                port, List.of("proxy", openApi.toAbsolutePath().toString(), upstream.toString()));
    }

    private static Prism start(int port, List<String> arguments) {
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
            var command =
                    new ArrayList<>(
                            List.of("node", "node_modules/@stoplight/prism-cli/dist/index.js"));
            command.addAll(arguments);
            command.addAll(List.of("--port", Integer.toString(port)));
            Process process =
                    new ProcessBuilder(command)
                            .directory(home.toFile())
                            .redirectErrorStream(true)
                            .start();
            var prism = new Prism(process);
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

    /// How many requests it found in order.
    long passed() {
        return said.stream().filter(line -> line.contains("passed the validation rules")).count();
    }

    /// How many requests of this method it handed on.
    long handedOn(String method) {
        return said.stream()
                .filter(line -> line.contains("Forwarding \"" + method + "\" request"))
                .count();
    }

    /// What it found wrong with requests.
    List<String> violations() {
        return said.stream().filter(line -> line.contains("Violation: request")).toList();
    }

    /// What it found wrong with answers that it passed on.
    List<String> violationsOfAnswers() {
        return said.stream().filter(line -> line.contains("Violation: response")).toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            // The port is for the next one.
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
