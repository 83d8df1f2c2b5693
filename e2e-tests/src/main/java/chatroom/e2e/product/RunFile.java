package chatroom.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The launcher's `run/ports.json`: what runs where at this moment.
public final class RunFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode content;

    /// A child of the launcher.
    ///
    /// @param managementPort 0 for none
    public record Running(String name, long pid, int port, int managementPort, Path log) {}

    private RunFile(JsonNode content) {
        this.content = content;
    }

    /// Reads it; empty where nothing runs yet.
    static Optional<RunFile> read(Path data) {
        Path file = data.resolve("run/ports.json");
        try {
            return Files.exists(file)
                    ? Optional.of(new RunFile(JSON.readTree(file.toFile())))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The gateway's address.
    public URI url() {
        return URI.create(content.path("url").asText());
    }

    /// The address of two phones and a Twilio of this machine, where they were asked for.
    public URI smsSimulator() {
        return URI.create(content.path("sms_simulator").asText());
    }

    public String kafkaBootstrapServers() {
        return content.path("kafka_bootstrap_servers").asText();
    }

    /// A child, by its name: kafka, postgres, redis, identity, chat, ai, sms, gateway.
    public Optional<Running> process(String name) {
        JsonNode process = content.path("processes").path(name);
        return process.has("pid")
                ? Optional.of(
                        new Running(
                                name,
                                process.path("pid").asLong(),
                                process.path("port").asInt(),
                                process.path("management_port").asInt(),
                                Path.of(process.path("log").asText())))
                : Optional.empty();
    }

    /// All children.
    public List<Running> processes() {
        var all = new ArrayList<Running>();
        for (Map.Entry<String, JsonNode> entry : content.path("processes").properties()) {
            process(entry.getKey()).ifPresent(all::add);
        }
        return all;
    }

    /// The processes of a service: `chat`, `chat-2`.
    public List<Running> pods(String service) {
        return processes().stream()
                .filter(process -> process.name().matches(service + "(-\\d+)?"))
                .toList();
    }

    /// A connection to the database of a service.
    public Connection database(String service) throws SQLException {
        return Databases.connect(
                URI.create(content.path("database_urls").path(service).asText()), service);
    }
}
