package chatroom.standalone.infrastructure;

import chatroom.standalone.process.ChildSpec;
import chatroom.standalone.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a PostgreSQL that was killed, or whose launcher was, leaves behind.
final class StalePostmaster {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private StalePostmaster() {}

    /// Stops a PostgreSQL that still works on this data without anybody who knows of it, and
    /// removes the file of one that does not: its number may be some other process's by now.
    static void clear(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            if (Files.exists(file)) {
                postmaster(file, data)
                        .ifPresent(
                                process -> Signals.stop(process, ChildSpec.StopSignal.INT, GRACE));
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> postmaster(Path file, Path data) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(process -> worksOn(process.info(), data));
    }

    private static boolean worksOn(ProcessHandle.Info process, Path data) {
        return process.command().orElse("").endsWith("/postgres")
                && process.arguments()
                        .map(arguments -> List.of(arguments).contains(data.toString()))
                        .orElse(false);
    }
}
