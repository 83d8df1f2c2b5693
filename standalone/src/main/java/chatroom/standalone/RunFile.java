package chatroom.standalone;

import chatroom.standalone.infrastructure.Addresses;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/// `run/ports.json`: what runs where, for `status`, tests and experiments. It holds the addresses
/// with their passwords, so its owner alone can read it.
final class RunFile {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private boolean due;
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> processes = new LinkedHashMap<>();

    RunFile(Path run) {
        this.file = run.resolve("ports.json");
        content.put("launcher_pid", ProcessHandle.current().pid());
    }

    /// Says under which address the gateway is reached, and where data are.
    synchronized void about(String url, Path data) {
        content.put("url", url);
        content.put("data", data.toString());
    }

    /// Says where two phones and a Twilio of this machine are.
    synchronized void smsSimulator(String url) {
        content.put("sms_simulator", url);
        save();
    }

    /// Says where the infrastructure is.
    synchronized void addresses(Addresses addresses) {
        content.put("kafka_bootstrap_servers", addresses.kafkaBootstrapServers());
        content.put("redis_url", addresses.redisUrl());
        content.put("database_urls", new java.util.TreeMap<>(addresses.databaseUrls()));
        save();
    }

    /// Says where a process listens; 0 for no management port.
    synchronized void listens(String name, int port, int managementPort) {
        Map<String, Object> entry = entry(name);
        entry.put("port", port);
        if (managementPort != 0) {
            entry.put("management_port", managementPort);
        }
    }

    /// Says which process it is, from now on.
    synchronized void runs(String name, long pid, Path log) {
        Map<String, Object> entry = entry(name);
        entry.put("pid", pid);
        entry.put("log", log.toString());
        save();
    }

    /// Says that nothing runs any more.
    synchronized void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> entry(String name) {
        return processes.computeIfAbsent(name, key -> new LinkedHashMap<>());
    }

    /// Writes it, where the disk was full when that was due.
    synchronized void saveIfDue() {
        if (due) {
            save();
        }
    }

    private void save() {
        content.put("processes", processes);
        due = true;
        try {
            Path fresh = file.resolveSibling("ports.json.new");
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, JSON.writeValueAsString(content) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            due = false;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            // Tried again soon; the processes themselves do not need it.
        }
    }
}
