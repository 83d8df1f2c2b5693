package chatroom.standalone;

import chatroom.standalone.services.Service;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the orchestrator's own check of its provider, without the service around it.
final class ProviderCheckProcess {

    private static final String PROGRAM = "chatroom.ai.check.CheckProvider";

    private final Path root;

    /// @param root of the repository, where the service was built
    ProviderCheckProcess(Path root) {
        this.root = root;
    }

    /// Runs it in this terminal.
    ///
    /// @param settings that were given
    /// @return its exit code: 0 where personas can speak with the provider
    int run(Map<String, String> settings) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command()).inheritIO();
        process.environment().putAll(settings);
        return process.start().waitFor();
    }

    List<String> command() {
        Path app = root.resolve(Service.AI.directory()).resolve("target/quarkus-app");
        String classes =
                Stream.of("app", "lib/main", "lib/boot")
                        .map(part -> app.resolve(part).resolve("*").toString())
                        .collect(Collectors.joining(File.pathSeparator));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-cp", classes, PROGRAM);
    }
}
