package chatroom.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// What the launcher says: to whoever started it, and to its log.
final class Terminal {

    private final PrintStream out;
    private final Path log;

    Terminal(PrintStream out, Path log) {
        this.out = out;
        this.log = log;
    }

    /// Says a line and writes it down.
    synchronized void say(String line) {
        out.println(line);
        note(line);
    }

    /// Says a line that must not be written down.
    synchronized void whisper(String line) {
        out.println(line);
    }

    /// Writes a line down.
    synchronized void note(String line) {
        try {
            Files.writeString(
                    log,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line.strip() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            // A full disk must not stop the one who starts again what it stopped.
        }
    }

    /// Says who is ready.
    void ready(String name, Duration after) {
        say(String.format(Locale.ROOT, "  %-10s ready %5.1f s", name, after.toMillis() / 1_000.0));
    }
}
