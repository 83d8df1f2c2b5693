package chatroom.e2e.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The product as `docker compose` runs it. Which project that is, compose itself finds by
/// `COMPOSE_FILE` and `COMPOSE_PROJECT_NAME`; of its files, `deploy/docker/experiment.yml` is one,
/// which lets this machine at Kafka and PostgreSQL.
public final class Compose implements Installation {

    private static final List<String> SERVICES =
            List.of("identity", "sms", "ai", "chat", "gateway");
    private static final List<String> UP =
            List.of("-d", "--no-build", "--no-deps", "--wait", "--wait-timeout", "180");
    private static final List<String> INFRASTRUCTURE = List.of("redis", "postgres", "kafka");

    /// How long Kafka is out of reach: longer than a producer's patience with one request.
    private static final Duration CUT = Duration.ofSeconds(8);

    private static final int KAFKA_FROM_OUTSIDE = 19092;

    private Compose() {}

    /// The project that runs.
    ///
    /// @throws IllegalStateException where compose finds none
    public static Compose running() {
        var compose = new Compose();
        compose.published("gateway", 8000);
        return compose;
    }

    @Override
    public URI url() {
        return URI.create("http://" + published("gateway", 8000));
    }

    @Override
    public List<URI> doors() {
        return List.of(url());
    }

    @Override
    public String kafkaBootstrapServers() {
        return published("kafka", KAFKA_FROM_OUTSIDE);
    }

    @Override
    public Connection database(String service) throws SQLException {
        try {
            String inside =
                    Files.readString(
                            Repository.file(
                                    "deploy/docker/secrets/%s_database_url".formatted(service)));
            return Databases.connect(
                    URI.create(inside.replace("@postgres:5432", "@" + published("postgres", 5432))),
                    service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Disruption> crashes() {
        var crashes = new ArrayList<Disruption>();
        Stream.concat(SERVICES.stream(), INFRASTRUCTURE.stream())
                .map(name -> new Disruption("killed " + name, () -> crash(name)))
                .forEach(crashes::add);
        crashes.add(new Disruption("cut off kafka", this::cutOffKafka));
        return crashes;
    }

    @Override
    public List<Disruption> restarts() {
        return SERVICES.stream()
                .map(name -> new Disruption("restarted " + name, () -> restart(name)))
                .toList();
    }

    /// The database lost and restored from a backup; the history lost and read again.
    public List<Disruption> restores() {
        var restore = new Restore(this);
        return List.of(
                new Disruption("restored postgres", restore::ofABackup),
                new Disruption("rebuilt history", restore::ofTheProjection));
    }

    /// Stops the services.
    void stop() {
        compose(command("stop", List.of(), SERVICES));
    }

    /// Starts them again, and waits until they are ready.
    void start() {
        compose(command("up", UP, SERVICES));
    }

    private void crash(String part) {
        compose("kill", part);
        start(part);
    }

    private void restart(String part) {
        compose("stop", part);
        start(part);
    }

    private static void start(String part) {
        compose(command("up", UP, List.of(part)));
    }

    /// Takes Kafka out of the network that the services share, and puts it back under its name.
    private void cutOffKafka() {
        String container = compose("ps", "-q", "kafka").strip();
        String network =
                docker("inspect", "-f", "{{json .NetworkSettings.Networks}}", container)
                        .replaceAll("(?s).*\"(\\w[\\w.-]*_inside)\":.*", "$1")
                        .strip();
        docker("network", "disconnect", network, container);
        try {
            Thread.sleep(CUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            docker("network", "connect", "--alias", "kafka", network, container);
        }
    }

    @Override
    public String tail(String part) {
        return "--- %s\n%s\n".formatted(part, compose("logs", "--tail", "40", "--no-color", part));
    }

    @Override
    public String tails() {
        return compose("ps", "-a")
                + String.join("", SERVICES.stream().map(this::tail).toList())
                + tail("kafka");
    }

    /// Whoever started the project stops it.
    @Override
    public void close() {}

    private String published(String part, int port) {
        return compose("port", part, Integer.toString(port)).strip();
    }

    private static String[] command(String name, List<String> options, List<String> parts) {
        return Stream.of(List.of(name), options, parts)
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    static String compose(String... arguments) {
        return run(Stream.concat(Stream.of("docker", "compose"), Stream.of(arguments)).toList());
    }

    private static String docker(String... arguments) {
        return run(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList());
    }

    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(Repository.root().toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        "%s ended with %d: %s".formatted(String.join(" ", command), code, said));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
