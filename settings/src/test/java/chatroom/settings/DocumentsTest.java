package chatroom.settings;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {

    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- /settings -->";

    /// `${NAME…}` or `@ConfigProperty(name = "NAME"…)`, where names are the environment's own.
    private static final Pattern READ =
            Pattern.compile(
                    "\\$\\{(?<expression>[A-Z]+_[A-Z_]+)[:}]"
                            + "|ConfigProperty\\(\\s*name = \"(?<property>[A-Z]+_[A-Z_]+)\"");

    @Test
    void theReadmeShowsTheCatalogue() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        assertThat(begin).as("README.md has the marker " + BEGIN.strip()).isNotNegative();
        assertThat(end).as("README.md has the marker " + END).isGreaterThan(begin);
        assertThat(readme.substring(begin + BEGIN.length(), end).strip())
                .as(mend("chatroom.settings.MarkdownTable", "between README.md's markers"))
                .isEqualTo(MarkdownTable.render().strip());
    }

    @Test
    void theExampleEnvironmentIsTheCatalogue() throws IOException {
        assertThat(Files.readString(Path.of("../.env.example")))
                .as(mend("chatroom.settings.EnvExample", "to .env.example"))
                .isEqualTo(EnvExample.render());
    }

    @Test
    void theChartKnowsWhichServicesReadASetting() throws IOException {
        Path file = Path.of("../deploy/helm/chatroom/files/readers.yaml");
        assertThat(Files.readString(file))
                .as(
                        mend(
                                "chatroom.settings.ReadersFile",
                                "to " + file.subpath(1, file.getNameCount())))
                .isEqualTo(ReadersFile.render());
    }

    /// Where the catalogue forgets a reader, the chart would not give it the setting.
    @ParameterizedTest
    @CsvSource({
        "gateway-service, GATEWAY",
        "identity-service, IDENTITY",
        "chat-service, CHAT",
        "ai-orchestrator-service, AI",
        "sms-service, SMS"
    })
    void everyServiceThatReadsASettingIsNamedInTheCatalogue(String service, Setting.Reader reader)
            throws IOException {
        Map<String, List<Setting.Reader>> readers =
                Settings.ALL.stream().collect(toMap(Setting::name, Setting::readers));
        for (Path file : sourcesOf(Path.of("..", service))) {
            Matcher read = READ.matcher(Files.readString(file));
            while (read.find()) {
                assertThat(readers.get(nameIn(read)))
                        .as("%s in %s", nameIn(read), file)
                        .contains(reader);
            }
        }
    }

    @Test
    void servicesReadNoSettingThatTheCatalogueDoesNotHave() throws IOException {
        Set<String> known = Settings.ALL.stream().map(Setting::name).collect(toSet());
        var unknown = new TreeSet<String>();
        for (Path file : sourcesOfServices()) {
            Matcher read = READ.matcher(Files.readString(file));
            while (read.find()) {
                if (!known.contains(nameIn(read))) {
                    unknown.add(file.getFileName() + " " + nameIn(read));
                }
            }
        }
        assertThat(unknown).as("settings to add to chatroom.settings.Settings").isEmpty();
    }

    private static String nameIn(Matcher read) {
        String expression = read.group("expression");
        return expression == null ? read.group("property") : expression;
    }

    @Test
    @DisplayName("B3: every service waits for its database, in one way")
    void everyServiceWithADatabaseWaitsForIt() throws IOException {
        int services = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(".."), "*-service")) {
            for (Path service : all) {
                Path file = service.resolve("src/main/resources/application.properties");
                if (Files.readString(file).contains("quarkus.flyway.migrate-at-start=true")) {
                    services++;
                    assertThat(Files.readAllLines(file))
                            .as(file.toString())
                            .contains(
                                    "quarkus.flyway.connect-retries=100000",
                                    "quarkus.flyway.connect-retries-interval=2S");
                }
            }
        }
        assertThat(services).isEqualTo(4);
    }

    private static List<Path> sourcesOfServices() throws IOException {
        var sources = new ArrayList<Path>();
        try (DirectoryStream<Path> services =
                Files.newDirectoryStream(Path.of(".."), "*-service")) {
            for (Path service : services) {
                sources.addAll(sourcesOf(service));
            }
        }
        return sources;
    }

    private static List<Path> sourcesOf(Path service) throws IOException {
        var sources = new ArrayList<Path>();
        for (String part : List.of("java", "resources/application.properties")) {
            Path main = service.resolve("src/main").resolve(part);
            if (Files.exists(main)) {
                try (Stream<Path> files = Files.walk(main)) {
                    files.filter(Files::isRegularFile).forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static String mend(String printer, String where) {
        return "mend: java -cp settings/target/classes " + printer + ", " + where;
    }
}
