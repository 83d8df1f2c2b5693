package chatroom.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Children of a launcher that was killed: they live on until somebody stops them.
public final class Orphans {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path run;

    /// @param run where pid files are
    public Orphans(Path run) {
        this.run = run;
    }

    /// Stops them all, those named last.
    ///
    /// @param last stopped after the others: what the others need to stop properly
    /// @param report gets the name of each that is stopped
    public void stop(Set<String> last, Consumer<String> report) {
        List<Path> files = pidFiles();
        stop(files.stream().filter(file -> !last.contains(name(file))).toList(), report);
        stop(files.stream().filter(file -> last.contains(name(file))).toList(), report);
    }

    /// Whether there is any.
    public boolean any() {
        return pidFiles().stream().anyMatch(file -> new PidFile(file).process().isPresent());
    }

    private static void stop(List<Path> files, Consumer<String> report) {
        List<Thread> threads =
                files.stream()
                        .map(file -> Thread.ofPlatform().start(() -> stop(file, report)))
                        .toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void stop(Path file, Consumer<String> report) {
        var pidFile = new PidFile(file);
        Optional<ProcessHandle> orphan = pidFile.process();
        if (orphan.isPresent()) {
            report.accept(name(file));
            // PostgreSQL's clients are gone by now, but one that is not must not hold it up.
            var signal =
                    name(file).equals("postgres")
                            ? ChildSpec.StopSignal.INT
                            : ChildSpec.StopSignal.TERM;
            Signals.stop(orphan.get(), signal, GRACE);
        }
        pidFile.delete();
    }

    private List<Path> pidFiles() {
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".pid", "");
    }
}
