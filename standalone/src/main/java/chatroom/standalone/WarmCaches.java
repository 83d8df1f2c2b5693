package chatroom.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/// Ahead-of-time caches of the children's JVMs: classes that were loaded and linked by an earlier
/// process. They fit one build on one machine, so they are made by `./chatroom warm` and never
/// shipped.
final class WarmCaches {

    /// A JVM that writes its cache does so after it was asked to stop.
    static final Duration WRITING = Duration.ofMinutes(4);

    private final Path directory;
    private final boolean making;

    /// @param directory where they are
    /// @param making whether this start makes them instead of using them
    WarmCaches(Path directory, boolean making) {
        this.directory = directory;
        this.making = making;
    }

    /// How much longer children may take to stop.
    Duration extraGrace() {
        return making ? WRITING : Duration.ZERO;
    }

    /// Options of a child's JVM: to write its cache, to use one that is as new as its jar, or none.
    List<String> options(String child, Path jar) {
        Path cache = directory.resolve(child + ".aot");
        try {
            if (making) {
                Files.createDirectories(directory);
                Files.deleteIfExists(cache);
                return List.of("-XX:AOTCacheOutput=" + cache);
            }
            return Files.exists(cache) && modified(cache).compareTo(modified(jar)) > 0
                    // What of a cache can not be used is done without; the log need not tell.
                    ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error")
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }
}
