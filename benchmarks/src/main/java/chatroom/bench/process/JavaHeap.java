package chatroom.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The heap of another JVM, by `jcmd`.
public final class JavaHeap {

    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private JavaHeap() {}

    /// Collects all garbage.
    ///
    /// @return kB that are alive
    public static long collect(long pid) {
        jcmd(pid, "GC.run");
        // Once more: what the first time left to reference handlers.
        jcmd(pid, "GC.run");
        return used(jcmd(pid, "GC.heap_info"));
    }

    /// kB in all generations.
    ///
    /// @param heapInfo as `jcmd PID GC.heap_info` prints it
    static long used(String heapInfo) {
        Matcher matcher = USED.matcher(heapInfo);
        long used = 0;
        while (matcher.find()) {
            used += Long.parseLong(matcher.group(1));
        }
        return used;
    }

    private static String jcmd(long pid, String command) {
        try {
            Process jcmd =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                            .toString(),
                                    Long.toString(pid),
                                    command)
                            .redirectErrorStream(true)
                            .start();
            String output =
                    new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
