package chatroom.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F: no word on how images reach a cluster. `images.sh` with a Docker that only writes down what
/// it is asked for.
class ImagesTest {

    private static final List<String> SERVICES =
            List.of(
                    "identity-service",
                    "chat-service",
                    "ai-orchestrator-service",
                    "sms-service",
                    "gateway-service");

    private static final String DIGEST = "sha256:" + "0f".repeat(32);

    @TempDir private Path folder;

    @BeforeEach
    void standIns() throws IOException {
        for (String program : List.of("docker", "kind", "minikube")) {
            Path file = folder.resolve(program);
            Files.writeString(
                    file,
                    """
                    #!/bin/sh
                    echo %s "$@" >>%s
                    case "$1 $2" in
                    "image inspect") for last; do :; done; echo "${last%%:*}@%s" ;;
                    esac
                    """
                            .formatted(program, folder.resolve("log"), DIGEST));
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }

    @Test
    void oneCommandBuildsAndPushesEveryServiceAndPrintsDigestsAsValues() throws Exception {
        String values =
                run(
                        0,
                        "--push",
                        "--mirror",
                        "REGISTRY=reg.example.com:5000",
                        "TAG=1.4.0",
                        "RUNTIME_IMAGE=mine");
        List<String> log = Files.readAllLines(folder.resolve("log"));
        for (String service : SERVICES) {
            String name = "reg.example.com:5000/chatroom/" + service + ":1.4.0";
            assertThat(log)
                    .anyMatch(line ->
                            line.startsWith("docker build ")
                                    && line.contains("SERVICE=" + service + " ")
                                    && line.contains("VERSION=1.4.0 ")
                                    && line.contains("--build-arg RUNTIME_IMAGE=mine ")
                                    && line.contains("-t " + name + " "))
                    .contains("docker push -q " + name);
        }
        for (String image :
                List.of("apache/kafka:4.1.1", "postgres:18", "redis:7", "node:22-alpine")) {
            assertThat(log).contains("docker push -q reg.example.com:5000/" + image);
        }
        assertThat(values)
                .contains("  registry: reg.example.com:5000\n", "  tag: \"1.4.0\"\n")
                .contains(
                        "\nai:\n  digest: " + DIGEST + "\n",
                        "\ngateway:\n  digest: " + DIGEST + "\n");
    }

    @Test
    void imagesAreLoadedIntoAClusterOnThisMachine() throws Exception {
        run(0, "--kind", "rooms");
        run(0, "--minikube");
        assertThat(Files.readAllLines(folder.resolve("log")))
                .contains(
                        "kind load docker-image --name rooms chatroom/chat-service:0.1.0",
                        "minikube image load --profile minikube chatroom/sms-service:0.1.0")
                .noneMatch(line -> line.startsWith("docker push"));
    }

    @Test
    void aPushWithoutARegistryIsRefusedBeforeAnythingIsBuilt() throws Exception {
        assertThat(run(1, "--push")).contains("--push needs REGISTRY=");
        assertThat(run(1, "--pull")).contains("unknown: --pull");
        assertThat(folder.resolve("log")).doesNotExist();
    }

    /// What the script prints: values where it succeeds, all of it where it fails.
    private String run(int code, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "docker/images.sh"));
        command.addAll(List.of(arguments));
        Path errors = folder.resolve("errors");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().keySet().removeAll(List.of("REGISTRY", "TAG", "REPOSITORY"));
        Process script = builder.start();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String complaint = Files.readString(errors);
        assertThat(script.waitFor()).as(said + complaint).isEqualTo(code);
        return code == 0 ? said : said + complaint;
    }
}
