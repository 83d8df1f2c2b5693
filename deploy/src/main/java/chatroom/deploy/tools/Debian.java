package chatroom.deploy.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Programs out of Debian's packages: taken from the PATH, else unpacked into a folder. Nothing is
/// installed, so that no daemon starts and nobody has to be root.
public final class Debian {

    private Debian() {}

    /// A program.
    ///
    /// @param name in the PATH, or in the package's `usr/bin` or `usr/sbin`
    /// @param source the package
    /// @param folder where it is unpacked
    /// @throws IllegalStateException says what to install where it can not be had
    public static synchronized Path program(String name, String source, Path folder) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path program = Path.of(directory, name);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        Path unpacked = folder.resolve(source).toAbsolutePath();
        if (!Files.isExecutable(inside(unpacked, name))) {
            try {
                Files.createDirectories(unpacked);
                // The lists of packages may be missing or too old: then they are fetched first.
                if (run(unpacked, "apt-get", "download", "-q", source) != 0
                        && (run(unpacked, "apt-get", "update", "-q") != 0
                                || run(unpacked, "apt-get", "download", "-q", source) != 0)) {
                    throw missing(name, source);
                }
                run(unpacked, "dpkg", "-x", packageIn(unpacked).toString(), unpacked.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(missing(name, source).getMessage(), e);
            }
        }
        if (!Files.isExecutable(inside(unpacked, name))) {
            throw missing(name, source);
        }
        return inside(unpacked, name);
    }

    private static Path inside(Path unpacked, String name) {
        Path ordinary = unpacked.resolve("usr/bin").resolve(name);
        return Files.isExecutable(ordinary) ? ordinary : unpacked.resolve("usr/sbin").resolve(name);
    }

    private static IllegalStateException missing(String name, String source) {
        return new IllegalStateException(
                "This needs %s in the PATH (Debian: apt install %s).".formatted(name, source));
    }

    private static Path packageIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> packages =
                    files.filter(file -> file.getFileName().toString().endsWith(".deb")).toList();
            return packages.getFirst();
        }
    }

    private static int run(Path folder, String... command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return -1;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
        return process.exitValue();
    }

    /// What a program says, with its exit code.
    ///
    /// @param code 0 where all is well
    /// @param said both streams
    public record Answer(int code, String said) {}

    /// Runs a program to its end.
    public static Answer ask(Path program, Path folder, String... arguments) {
        var command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
