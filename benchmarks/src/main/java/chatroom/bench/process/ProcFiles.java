package chatroom.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Reads `/proc/PID`.
final class ProcFiles {

    /// USER_HZ, which is the same on every Linux that Java runs on.
    private static final double TICKS_PER_SECOND = 100;

    private static final int UTIME = 11;
    private static final int CSTIME = 14;

    private ProcFiles() {}

    /// CPU seconds of a process and of its children that have ended; empty where it is gone.
    static OptionalDouble cpuSeconds(long pid) {
        String stat = content(pid, "stat");
        return stat.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(cpuSeconds(stat));
    }

    /// @param stat as in proc_pid_stat(5)
    static double cpuSeconds(String stat) {
        // The name in parentheses may hold spaces and parentheses itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = UTIME; field <= CSTIME; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /// A line of `smaps_rollup` (`Rss`, `Pss`) in kB; empty where the process is gone.
    static OptionalLong kilobytes(long pid, String name) {
        return kilobytes(content(pid, "smaps_rollup"), name);
    }

    static OptionalLong kilobytes(String rollup, String name) {
        return rollup.lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }

    private static String content(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            // A process that ends while it is read: "No such process".
            if (ProcessHandle.of(pid).isEmpty()) {
                return "";
            }
            throw new java.io.UncheckedIOException(e);
        }
    }
}
