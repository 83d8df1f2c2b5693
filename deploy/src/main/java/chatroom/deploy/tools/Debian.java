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
    public static Path program(String name, String source, Path folder) {
        return program(name, source, "", folder);
    }

    /// A program that this system's own suite may not have yet.
    ///
    /// @param suite of Debian, as `sid`: asked where this system has no such package; empty for
    ///   none
    public static synchronized Path program(String name, String source, String suite, Path folder) {
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
                if (!download(unpacked, source, List.of())
                        && (suite.isEmpty()
                                || !download(unpacked, source, listsOf(suite, folder)))) {
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

    /// The lists of packages may be missing or too old: then they are fetched first.
    private static boolean download(Path into, String source, List<String> lists)
            throws IOException {
        String[] download = apt(lists, "download", "-q", source);
        return run(into, download) == 0
                || (run(into, apt(lists, "update", "-q")) == 0 && run(into, download) == 0);
    }

    /// Options that have apt read another suite, from where it reads this system's own; nothing of
    /// the system's is changed.
    private static List<String> listsOf(String suite, Path folder) throws IOException {
        Path lists = folder.resolve("lists-" + suite).toAbsolutePath();
        Files.createDirectories(lists.resolve("partial"));
        String own =
                ask(
                                Path.of("apt-get"),
                                folder,
                                "indextargets",
                                "--format",
                                "$(REPO_URI)",
                                "Created-By: Packages",
                                "Origin: Debian",
                                "Label: Debian")
                        .said()
                        .lines()
                        .findFirst()
                        .orElse("");
        // Not among the lists: apt tidies up there.
        Path sources = folder.resolve(suite + ".list").toAbsolutePath();
        Files.writeString(
                sources,
                "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main%n"
                        .formatted(own, suite));
        return List.of(
                "-oDir::Etc::SourceList=" + sources,
                "-oDir::Etc::SourceParts=-",
                "-oDir::State::Lists=" + lists);
    }

    private static String[] apt(List<String> lists, String... command) {
        return Stream.of(List.of("apt-get"), lists, List.of(command))
                .flatMap(List::stream)
                .toArray(String[]::new);
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
