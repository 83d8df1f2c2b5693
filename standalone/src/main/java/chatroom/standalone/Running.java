package chatroom.standalone;

import chatroom.standalone.infrastructure.Infrastructure;
import chatroom.standalone.infrastructure.Locations;
import chatroom.standalone.process.Orphans;
import chatroom.standalone.process.PidFile;
import chatroom.standalone.process.Probe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What may be done to a start from outside.
final class Running {

    private static final int NOT_RUNNING = 3;
    private static final int NOT_READY = 1;

    /// Longer than every child's grace together.
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private Running() {}

    /// Stops the launcher, and with it its children; or the children that it left behind.
    ///
    /// @return the exit code
    static int stop(Locations locations) {
        Optional<ProcessHandle> launcher = launcher(locations);
        if (launcher.isPresent()) {
            launcher.get().destroy();
            try {
                launcher.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                System.err.println("Process " + launcher.get().pid() + " does not stop.");
                return NOT_READY;
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        new Orphans(locations.run())
                .stop(Infrastructure.NAMES, name -> System.out.println("  " + name + " stopped"));
        System.out.println(launcher.isPresent() ? "Stopped." : "Nothing runs.");
        return 0;
    }

    /// Says what runs and whether it is ready.
    ///
    /// @return the exit code: 0 all ready, 1 not all, 3 nothing runs
    static int status(Locations locations) {
        Path file = locations.run().resolve("ports.json");
        if (launcher(locations).isEmpty()) {
            System.out.println(
                    new Orphans(locations.run()).any()
                            ? "The launcher was killed, its children still run:"
                                    + " ./chatroom stop or start clears up."
                            : "Nothing runs on " + locations.data() + ".");
            return NOT_RUNNING;
        }
        if (!Files.exists(file)) {
            System.out.println("It is starting, or stopping.");
            return NOT_READY;
        }
        try {
            JsonNode run = new ObjectMapper().readTree(file.toFile());
            System.out.println(run.path("url").asText() + "  data " + locations.data());
            boolean all = true;
            for (Map.Entry<String, JsonNode> process : run.path("processes").properties()) {
                boolean ready = isReady(process.getValue());
                all &= ready;
                System.out.println(
                        String.format(
                                Locale.ROOT,
                                "  %-10s %-9s process %-8d port %d",
                                process.getKey(),
                                ready ? "ready" : "not ready",
                                process.getValue().path("pid").asLong(),
                                process.getValue().path("port").asInt()));
            }
            return all ? 0 : NOT_READY;
        } catch (IOException e) {
            System.err.println("can not read " + file + ": " + e.getMessage());
            return NOT_READY;
        }
    }

    private static boolean isReady(JsonNode process) {
        boolean alive =
                ProcessHandle.of(process.path("pid").asLong())
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
        int management = process.path("management_port").asInt();
        return alive
                && (management == 0
                        || Probe.http(
                                        URI.create(
                                                "http://127.0.0.1:%d/q/health/ready"
                                                        .formatted(management)))
                                .isReady());
    }

    private static Optional<ProcessHandle> launcher(Locations locations) {
        return new PidFile(locations.run().resolve("launcher.pid")).process();
    }
}
