package chatroom.deploy.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.deploy.tools.Debian;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Path FOLDER = Path.of("prometheus");
    private static final Path RUNBOOKS = Path.of("../docs/runbooks");

    @Test
    void prometheusTakesTheRules() {
        Debian.Answer answer = promtool("check", "rules", "alerts.yml");
        assertThat(answer.code()).as(answer.said()).isZero();
    }

    @Test
    void everyAlertHasFiredInATest() throws IOException {
        Debian.Answer answer = promtool("test", "rules", "alerts.test.yml");
        assertThat(answer.code()).as(answer.said()).isZero();

        Set<String> fired = new HashSet<>();
        for (JsonNode test : read("alerts.test.yml").path("tests")) {
            for (JsonNode expected : test.path("alert_rule_test")) {
                if (!expected.path("exp_alerts").isEmpty()) {
                    fired.add(expected.path("alertname").asText());
                }
            }
        }
        assertThat(fired)
                .isEqualTo(
                        alerts().map(it -> it.path("alert").asText()).collect(Collectors.toSet()));
    }

    @Test
    void aRuleThatWouldNotFireIsFound() throws IOException {
        Path broken = Files.createTempDirectory("rules");
        Files.copy(FOLDER.resolve("alerts.test.yml"), broken.resolve("alerts.test.yml"));
        Files.writeString(
                broken.resolve("alerts.yml"),
                Files.readString(FOLDER.resolve("alerts.yml")).replace("> 0.05", "> 0.5"));
        assertThat(Debian.ask(program(), broken, "test", "rules", "alerts.test.yml").code())
                .isNotZero();
    }

    @Test
    void everyAlertLinksToARunbookAndEveryRunbookToAnAlert() throws IOException {
        Set<String> linked =
                alerts().map(alert -> alert.at("/annotations/runbook_url").asText())
                        .collect(Collectors.toSet());
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(
                            pages.map(page -> "docs/runbooks/" + page.getFileName())
                                    .filter(page -> !page.endsWith("README.md"))
                                    .collect(Collectors.toSet()))
                    .isEqualTo(linked);
        }
        String list = Files.readString(RUNBOOKS.resolve("README.md"));
        assertThat(alerts())
                .allSatisfy(alert ->
                        assertThat(list).contains("`" + alert.path("alert").asText() + "`"));
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhat() throws IOException {
        assertThat(alerts())
                .allSatisfy(alert -> {
                    assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
                    assertThat(alert.at("/annotations/summary").asText()).endsWith(".");
                });
    }

    private static Stream<JsonNode> alerts() throws IOException {
        return read("alerts.yml")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream());
    }

    private static JsonNode read(String file) throws IOException {
        return new YAMLMapper().readTree(FOLDER.resolve(file).toFile());
    }

    private static Debian.Answer promtool(String... arguments) {
        return Debian.ask(program(), FOLDER, arguments);
    }

    private static Path program() {
        return Debian.program("promtool", "prometheus", Path.of("../target/tools"))
                .toAbsolutePath();
    }
}
