package chatroom.standalone.infrastructure;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Properties;

/// Passwords that the launcher makes up, kept in a file that its owner alone can read.
public final class Secrets {

    /// Without letters and digits that look alike.
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties secrets = new Properties();

    public Secrets(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                secrets.load(new StringReader(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The secret of this name, made up the first time: 20 characters, 100 bits, in groups.
    public synchronized String get(String name) {
        return find(name)
                .orElseGet(() -> {
                    String made = make();
                    put(name, made);
                    return made;
                });
    }

    /// What is kept under this name.
    public synchronized Optional<String> find(String name) {
        return Optional.ofNullable(secrets.getProperty(name));
    }

    /// Keeps something under this name.
    public synchronized void put(String name, String value) {
        secrets.setProperty(name, value);
        save();
    }

    /// Forgets what is kept under this name.
    public synchronized void forget(String name) {
        secrets.remove(name);
        save();
    }

    private void save() {
        try {
            var text = new StringWriter();
            secrets.store(text, null);
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text.toString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String make() {
        var made = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) {
                made.append('-');
            }
            made.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return made.toString();
    }
}
