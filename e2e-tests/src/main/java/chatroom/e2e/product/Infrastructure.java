package chatroom.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Kafka, PostgreSQL and Redis alone, with data of their own, which are gone when it is closed.
public final class Infrastructure implements AutoCloseable {

    private final Path directory;
    private final Process process;
    private final JsonNode addresses;

    private Infrastructure(Path directory, Process process, JsonNode addresses) {
        this.directory = directory;
        this.process = process;
        this.addresses = addresses;
    }

    /// Starts them and waits until they are ready.
    public static Infrastructure start() throws IOException {
        Path directory = Files.createTempDirectory("chatroom-stores");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-jar",
                                Repository.file("standalone/target/standalone.jar").toString(),
                                "--infra-only",
                                "--data",
                                directory.resolve("data").toString())
                        .redirectError(directory.resolve("launcher.err").toFile())
                        .start();
        String line =
                new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
        if (line == null) {
            throw new IllegalStateException(
                    "the stores did not start: "
                            + Files.readString(directory.resolve("launcher.err")));
        }
        return new Infrastructure(directory, process, new ObjectMapper().readTree(line));
    }

    /// The address of a service's own database.
    public String databaseUrl(String service) {
        return addresses.path("DATABASE_URL_" + service.toUpperCase(Locale.ROOT)).asText();
    }

    @Override
    public void close() {
        try {
            // The end of its input stops it.
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
