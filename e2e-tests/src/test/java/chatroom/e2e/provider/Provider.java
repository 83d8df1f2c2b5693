package chatroom.e2e.provider;

import chatroom.e2e.product.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// A provider made by others (npm `@copilotkit/aimock`), as a process of its own.
final class Provider implements AutoCloseable {

    private final Process process;
    private final String baseUrl;

    private Provider(Process process, String baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    static Provider start() {
        try {
            Process process =
                    new ProcessBuilder(
                                    "node",
                                    Repository.file("e2e-tests/src/test/provider/provider.mjs")
                                            .toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            var said =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            String baseUrl = said.readLine();
            if (baseUrl == null) {
                throw new IllegalStateException("the provider did not start");
            }
            return new Provider(process, baseUrl);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As `OPENAI_BASE_URL` takes it.
    String baseUrl() {
        return baseUrl;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
