package chatroom.standalone.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// B4: the real script, with a stand-in for the launcher that sees the data directory or does not.
class ScriptTest {

    private static final Path SCRIPT = Path.of("..", "chatroom").toAbsolutePath().normalize();

    @TempDir Path directory = Path.of("");

    private record Said(int code, String out, String err) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with spaces",
                "données dir/日本",
                "it's $(odd) & \"quoted\" #1 100%"
            })
    void aCheckoutMayLieAnywhere(String place) throws Exception {
        Path root = checkout(place);
        seen(root.resolve(".data"));
        for (String locale : List.of("C", "POSIX", "C.UTF-8")) {
            assertThat(run(root, Map.of("LC_ALL", locale), "./chatroom", "status"))
                    .as(locale)
                    .isEqualTo(new Said(0, "status seen\n", ""));
        }
    }

    @Test
    void itRunsWithoutAHome() throws Exception {
        Path root = checkout("root");
        seen(root.resolve(".data"));
        List<String> command =
                new ArrayList<>(List.of("env", "-u", "HOME", "./chatroom", "status"));
        assertThat(run(root, Map.of(), command.toArray(String[]::new)))
                .isEqualTo(new Said(0, "status seen\n", ""));
        // Nor where JAVA_HOME does not tell where a JDK is.
        command.addAll(1, List.of("-u", "JAVA_HOME"));
        assertThat(run(root, Map.of(), command.toArray(String[]::new)).err())
                .doesNotContain("unbound variable");
    }

    @Test
    void itIsFoundThroughSymbolicLinks() throws Exception {
        Path root = checkout("root");
        seen(root.resolve(".data"));
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("chat"), root.resolve("chatroom"));
        Files.createSymbolicLink(bin.resolve("room"), Path.of("chat"));
        assertThat(run(bin, Map.of(), "./room", "status"))
                .isEqualTo(new Said(0, "status seen\n", ""));
        String path = bin + ":" + System.getenv("PATH");
        assertThat(run(directory, Map.of("PATH", path), "bash", "-c", "room status"))
                .isEqualTo(new Said(0, "status seen\n", ""));
    }

    @Test
    void theCallersShellDoesNotChangeIt() throws Exception {
        Path root = checkout("root");
        seen(root.resolve(".data"));
        Files.createDirectories(root.resolve("elsewhere/root"));
        Path profile =
                Files.writeString(
                        directory.resolve("profile"),
                        """
                        shopt -s expand_aliases nullglob failglob
                        alias echo='echo aliased' cd='cd /'
                        set -o noclobber -o noglob
                        """);
        Map<String, String> odd =
                Map.of(
                        "CDPATH",
                        root.resolve("elsewhere") + ":" + directory,
                        "BASH_ENV",
                        profile.toString(),
                        "GREP_OPTIONS",
                        "--color=always -v",
                        "BASH_FUNC_cd%%",
                        "() { echo exported; }",
                        "TMPDIR",
                        directory.resolve("none").toString());
        assertThat(run(directory, odd, "root/chatroom", "status"))
                .isEqualTo(new Said(0, "status seen\n", ""));
        Said data = run(root, odd, "./chatroom", "status", "--data", ".data");
        assertThat(data).isEqualTo(new Said(0, "status seen\n", ""));
    }

    @Test
    void anyShellStartsIt() throws Exception {
        Path root = checkout("root");
        seen(root.resolve(".data"));
        assertThat(run(root, Map.of(), "sh", "chatroom", "status"))
                .isEqualTo(new Said(0, "status seen\n", ""));
        assertThat(run(root, Map.of(), "bash", "--posix", "chatroom", "status"))
                .isEqualTo(new Said(0, "status seen\n", ""));
    }

    @Test
    void aDataDirectoryIsMeantFromWhereOneStands() throws Exception {
        Path root = checkout("root");
        Path there = Files.createDirectories(directory.resolve("there"));
        seen(there.resolve("my data"));
        assertThat(run(there, Map.of(), "../root/chatroom", "status", "--data", "my data"))
                .isEqualTo(new Said(0, "status seen\n", ""));
    }

    @Test
    void aPathThatJavaWouldSplitIsOneClearLine() throws Exception {
        Said said = run(checkout("a:b"), Map.of(), "./chatroom", "status");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).hasLineCount(1).contains("a:b has a colon");
        said = run(checkout("root"), Map.of(), "./chatroom", "status", "--data", "x,y");
        assertThat(said.err()).hasLineCount(1).contains("x,y has a colon, comma");
    }

    @Test
    void aReadOnlyCheckoutThatIsNotBuiltIsOneClearLine() throws Exception {
        Path root = checkout("root");
        assumeThat(isRoot()).as("root may write everywhere").isFalse();
        root.toFile().setWritable(false);
        try {
            Said said = run(root, Map.of(), "./chatroom", "start");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.err()).hasLineCount(1).contains("is not writable");
        } finally {
            root.toFile().setWritable(true);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private Path checkout(String place) throws IOException {
        Path root = Files.createDirectories(directory.resolve(place));
        Files.copy(SCRIPT, root.resolve("chatroom"));
        assertThat(root.resolve("chatroom").toFile().setExecutable(true)).isTrue();
        launcher(
                Files.createDirectories(root.resolve("standalone/target"))
                        .resolve("standalone.jar"));
        return root;
    }

    private static void launcher(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        String entry = Echo.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                var out = new JarOutputStream(file, manifest);
                InputStream code =
                        Objects.requireNonNull(
                                Echo.class.getClassLoader().getResourceAsStream(entry))) {
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
        }
    }

    private static void seen(Path data) throws IOException {
        Files.createFile(Files.createDirectories(data).resolve("seen"));
    }

    private Said run(Path from, Map<String, String> environment, String... command)
            throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        var builder =
                new ProcessBuilder(command)
                        .directory(from.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        var merged = new HashMap<>(environment);
        merged.putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("LC_ALL", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(merged);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.ISO_8859_1));
    }
}
