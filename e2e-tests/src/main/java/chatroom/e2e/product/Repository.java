package chatroom.e2e.product;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the repository is: the nearest directory upwards that holds `./chatroom`.
public final class Repository {

    private Repository() {}

    /// A file of it.
    ///
    /// @throws IllegalStateException where it is not there, with what to do about it
    public static Path file(String path) {
        Path file = root().resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    path + " is not there: ./chatroom test builds it, as does mvn package");
        }
        return file;
    }

    /// Its root.
    public static Path root() {
        for (Path directory = Path.of("").toAbsolutePath();
                directory != null;
                directory = directory.getParent()) {
            if (Files.isExecutable(directory.resolve("chatroom"))) {
                return directory;
            }
        }
        throw new IllegalStateException("not inside the repository");
    }
}
