package chatroom.standalone.infrastructure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// The broker's process: formats its directory the first time, serves, and shuts down properly when
/// it is asked to stop.
final class KafkaNode {

    private KafkaNode() {}

    /// @param arguments the file of settings, and the file to write once it serves
    public static void main(String[] arguments) {
        try {
            serve(arguments);
        } catch (Exception | Error e) {
            // Kafka's threads would keep a process alive that serves nobody, for example after a
            // start on a full disk. The launcher starts another.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void serve(String[] arguments) throws Exception {
        var settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            settings.load(reader);
        }
        format(settings.getProperty("log.dirs"));
        var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        sayReady(Path.of(arguments[1]));
        server.awaitShutdown();
    }

    /// Tries again on a full disk.
    private static void sayReady(Path file) throws InterruptedException {
        while (true) {
            try {
                Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
                return;
            } catch (IOException e) {
                System.err.println("Can not write " + file + ": " + e.getMessage());
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
    }

    private static void format(String directory) throws Exception {
        if (Files.exists(Path.of(directory, "meta.properties"))) {
            return;
        }
        Files.createDirectories(Path.of(directory));
        new Formatter()
                .setPrintStream(quiet())
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .addDirectory(directory)
                .setMetadataLogDirectory(directory)
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .run();
    }

    private static PrintStream quiet() throws IOException {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
