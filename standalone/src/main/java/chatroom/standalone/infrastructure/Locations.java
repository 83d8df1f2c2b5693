package chatroom.standalone.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where everything lies.
///
/// @param data what survives: databases, logs, secrets; absolute
/// @param jar the launcher's own, with its libraries in `lib` beside it
public record Locations(Path data, Path jar) {

    public Path run() {
        return data.resolve("run");
    }

    public Path logs() {
        return data.resolve("logs");
    }

    /// Programs unpacked from jars, beside the launcher: the same for every data directory. Where
    /// that place is read-only, they are among the data.
    public Path programs() {
        Path shared = jar.resolveSibling("programs");
        boolean usable = Files.isDirectory(shared) || Files.isWritable(shared.getParent());
        return usable ? shared : data.resolve("programs");
    }

    /// Makes the data directory, for its owner alone.
    public void create() {
        try {
            if (!Files.isDirectory(data)) {
                Files.createDirectories(data.toAbsolutePath().getParent());
                Files.createDirectory(
                        data,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            Files.createDirectories(run());
            Files.createDirectories(logs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
