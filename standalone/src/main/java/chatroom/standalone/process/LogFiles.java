package chatroom.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// One log a child. Each start begins a new one; the logs of the last starts are kept.
public final class LogFiles {

    private static final int KEPT = 3;

    private final Path directory;

    public LogFiles(Path directory) {
        this.directory = directory;
    }

    /// Where a child's log is, from now on empty.
    public Path begin(String name) {
        Path log = directory.resolve(name + ".log");
        try {
            Files.createDirectories(directory);
            for (int age = KEPT; age > 0; age--) {
                Path younger = age == 1 ? log : older(name, age - 1);
                if (Files.exists(younger)) {
                    Files.move(younger, older(name, age), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return Files.createFile(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The last lines of a log, to be shown when a start fails.
    public static List<String> tail(Path log, int lines) {
        try {
            List<String> all =
                    new String(Files.readAllBytes(log), java.nio.charset.StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(no log: " + e.getMessage() + ")");
        }
    }

    private Path older(String name, int age) {
        return directory.resolve(name + "." + age + ".log");
    }
}
