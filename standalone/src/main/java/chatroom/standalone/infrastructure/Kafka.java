package chatroom.standalone.infrastructure;

import chatroom.standalone.process.ChildSpec;
import chatroom.standalone.process.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// One broker that is its own controller, as a child process.
public final class Kafka {

    public static final String NAME = "kafka";

    private final Locations locations;
    private final int port;
    private final int controllerPort;

    public Kafka(Locations locations, int port, int controllerPort) {
        this.locations = locations;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// @param java the program `java`
    /// @param jvmOptions for the broker's process
    public ChildSpec spec(Path java, List<String> jvmOptions) {
        Path settings = locations.run().resolve("kafka.properties");
        Path ready = locations.run().resolve("kafka.ready");
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(jvmOptions);
        command.addAll(
                List.of(
                        "-cp",
                        locations.jar().toString(),
                        KafkaNode.class.getName(),
                        settings.toString(),
                        ready.toString()));
        return new ChildSpec(
                NAME,
                command,
                Map.of(),
                "",
                locations.data(),
                () -> prepare(settings, ready),
                Probe.file(ready),
                ChildSpec.StopSignal.TERM,
                Duration.ofSeconds(20));
    }

    private void prepare(Path settings, Path ready) {
        try {
            Files.deleteIfExists(ready);
            try (Writer writer = Files.newBufferedWriter(settings)) {
                settings().store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Properties settings() {
        var settings = new Properties();
        settings.putAll(
                Map.of(
                        "process.roles", "broker,controller",
                        "node.id", "1",
                        "log.dirs", locations.data().resolve(NAME).toString(),
                        "listeners",
                                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                        .formatted(port, controllerPort),
                        "advertised.listeners", "PLAINTEXT://" + bootstrapServers(),
                        "listener.security.protocol.map",
                                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "controller.listener.names", "CONTROLLER",
                        "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                        "auto.create.topics.enable", "false"));
        // A broker that was killed is let in again once its old session is over.
        settings.putAll(
                Map.of(
                        "broker.session.timeout.ms", "2000",
                        "broker.heartbeat.interval.ms", "500"));
        // One broker, so one copy; few partitions, since each costs files and a place in recovery.
        settings.putAll(
                Map.of(
                        "default.replication.factor", "1",
                        "min.insync.replicas", "1",
                        "offsets.topic.replication.factor", "1",
                        "offsets.topic.num.partitions", "4",
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1",
                        "transaction.state.log.num.partitions", "2",
                        "share.coordinator.state.topic.replication.factor", "1",
                        "share.coordinator.state.topic.min.isr", "1",
                        "share.coordinator.state.topic.num.partitions", "1"));
        // Readers come and go with their services, and a room that is new must be read at once: a
        // dead reader's rooms are given away after 5 s instead of 45.
        settings.putAll(
                Map.of(
                        "group.initial.rebalance.delay.ms", "0",
                        "group.min.session.timeout.ms", "1000",
                        "group.consumer.min.heartbeat.interval.ms", "200",
                        "group.consumer.heartbeat.interval.ms", "500",
                        "group.consumer.min.session.timeout.ms", "1000",
                        "group.consumer.session.timeout.ms", "5000"));
        // What a process wrote survives its death; the system writes it to disk within seconds.
        // Segments are small, so that retention has something to drop and recovery little to read.
        settings.putAll(
                Map.of(
                        "log.segment.bytes", "67108864",
                        "log.index.size.max.bytes", "1048576",
                        "log.retention.check.interval.ms", "60000",
                        "log.cleaner.threads", "1",
                        "log.cleaner.dedupe.buffer.size", "4194304",
                        "offsets.topic.segment.bytes", "8388608",
                        "num.network.threads", "2",
                        "num.io.threads", "4",
                        "num.recovery.threads.per.data.dir", "2",
                        "background.threads", "2"));
        return settings;
    }
}
