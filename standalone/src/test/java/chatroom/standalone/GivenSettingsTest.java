package chatroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenSettingsTest {

    private static final Path JAR = Path.of("chat.jar");

    @TempDir Path directory = Path.of("");

    @Test
    void theEnvironmentGoesBeforeTheFileAndBlanksCountAsNothing() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve(".env"),
                        """
                        # OPENAI_MODEL=commented
                        OPENAI_API_KEY="from file"
                        RATE_LIMIT_PER_USER=7
                        REDIS_URL=
                        PATH=/not/ours
                        """);
        var settings =
                GivenSettings.read(Map.of("RATE_LIMIT_PER_USER", "9", "OPENAI_API_KEY", ""), file);
        assertThat(settings.all())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("RATE_LIMIT_PER_USER", "9", "OPENAI_API_KEY", "from file"));
        assertThat(settings.get("REDIS_URL")).isEmpty();
        assertThat(settings.complaints()).isEmpty();
    }

    @Test
    void wrongValuesAreSaid() {
        var settings =
                GivenSettings.read(
                        Map.of("RATE_LIMIT_PER_USER", "many"), directory.resolve("none"));
        assertThat(settings.complaints())
                .singleElement()
                .asString()
                .startsWith("RATE_LIMIT_PER_USER: \"many\" is not a whole number; ");
    }

    @Test
    void aProfileGivesHeapsAndJavaOptsGoBeforeIt() {
        assertThat(options(Map.of()).of("chat", JAR))
                .contains("-XX:TieredStopAtLevel=1", "-Xmx192m");
        assertThat(options(Map.of("CHATROOM_PROFILE", "load")).of("chat", JAR))
                .contains("-Xmx1536m")
                .doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(options(Map.of("JAVA_OPTS_CHAT", " -Xmx1g  -XX:+UseZGC ")).of("chat", JAR))
                .endsWith("-Xmx1g", "-XX:+UseZGC");
    }

    private JvmOptions options(Map<String, String> environment) {
        return new JvmOptions(
                GivenSettings.read(environment, directory.resolve("none")),
                new WarmCaches(directory, false));
    }
}
