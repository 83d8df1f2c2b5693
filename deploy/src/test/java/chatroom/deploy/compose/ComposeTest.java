package chatroom.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.settings.Kind;
import chatroom.settings.Setting;
import chatroom.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What `docker-compose.yml` gives to the services where nobody set anything.
class ComposeTest {

    private static final Path FILE = Path.of("../docker-compose.yml");

    /// `NAME: ${NAME:-default}`
    private static final Pattern DEFAULT =
            Pattern.compile("^ +(\\w+): \\$\\{\\1:-(.*)}$", Pattern.MULTILINE);

    @Test
    void defaultsAreValuesThatTheServicesTake() throws IOException {
        Map<String, String> defaults =
                DEFAULT.matcher(Files.readString(FILE))
                        .results()
                        .collect(
                                Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        assertThat(defaults).containsKeys("PUBLIC_URL", "OTEL_TRACES_SAMPLER", "OPENAI_MODEL");
        for (Setting setting : Settings.ALL) {
            String value = defaults.remove(setting.name());
            if (value == null) {
                continue;
            }
            assertThat(setting.complaint(value)).as(setting.name()).isEmpty();
            if (setting.kind() instanceof Kind.OneOf) {
                // OpenTelemetry reads the environment past our settings, and takes no blank.
                assertThat(setting.kind().problem(value)).as(setting.name()).isEmpty();
            }
        }
        assertThat(defaults).as("are no settings").isEmpty();
    }
}
