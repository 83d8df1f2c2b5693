package chatroom.standalone.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A Kafka, a PostgreSQL and a Redis of their own for the tests of a service:
/// `@QuarkusTestResource(value = InfrastructureResource.class, initArgs = @ResourceArg(name =
/// "service", value = "chat"))`.
///
/// It runs `standalone/target/standalone.jar` of this repository, which it finds by walking up from
/// the working directory, and so needs `mvn -pl standalone package` to have been run once. They
/// stop when the tests end, also when the tests' process is killed.
///
/// Argument `service`: identity, chat (the default), ai or sms; whose database `DATABASE_URL` is.
/// Settings: `KAFKA_BOOTSTRAP_SERVERS`, `kafka.bootstrap.servers`, `DATABASE_URL`, `REDIS_URL`,
/// `quarkus.redis.hosts`.
public final class InfrastructureResource implements QuarkusTestResourceLifecycleManager {

    /// The line is a flat object of plain texts, written by the launcher.
    private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\":\"([^\"]*)\"");

    private String service = "chat";
    private @Nullable Process process;
    private @Nullable Path data;

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", "chat");
    }

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("chatroom-test");
            data = directory;
            Path said = directory.resolve("launcher.err");
            Process started =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-Xmx64m",
                                    "-jar",
                                    launcher().toString(),
                                    "--infra-only",
                                    "--data",
                                    directory.resolve("data").toString())
                            .redirectError(said.toFile())
                            .start();
            process = started;
            String line =
                    new BufferedReader(
                                    new InputStreamReader(
                                            started.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
            if (line == null) {
                throw new IllegalStateException(
                        "the infrastructure did not start: " + Files.readString(said));
            }
            return settings(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        Process started = process;
        Path directory = data;
        if (started == null || directory == null) {
            return;
        }
        try {
            started.getOutputStream().close();
            if (!started.waitFor(30, TimeUnit.SECONDS)) {
                started.destroyForcibly();
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

    private Map<String, String> settings(String line) {
        var told = new HashMap<String, String>();
        Matcher entries = ENTRY.matcher(line);
        while (entries.find()) {
            told.put(entries.group(1), entries.group(2));
        }
        String kafka = told.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
        String redis = told.getOrDefault("REDIS_URL", "");
        told.put("kafka.bootstrap.servers", kafka);
        told.put("quarkus.redis.hosts", redis);
        told.put(
                "DATABASE_URL",
                told.getOrDefault("DATABASE_URL_" + service.toUpperCase(Locale.ROOT), ""));
        return told;
    }

    private static Path launcher() {
        for (Path directory = Path.of("").toAbsolutePath();
                directory != null;
                directory = directory.getParent()) {
            Path jar = directory.resolve("standalone/target/standalone.jar");
            if (Files.exists(jar) && Files.isDirectory(jar.resolveSibling("lib"))) {
                return jar;
            }
        }
        throw new IllegalStateException(
                "standalone/target/standalone.jar is not there: mvn -pl standalone -am package");
    }
}
