package chatroom.deploy.chart;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import chatroom.settings.Kind;
import chatroom.settings.Setting;
import chatroom.settings.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The chart against the services that it runs.
class ServicesTest {

    private static final Map<String, Setting> CATALOGUE =
            Settings.ALL.stream().collect(toMap(Setting::name, setting -> setting));

    static List<String> sizes() {
        return Helm.SIZES;
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everySettingIsInTheCatalogueAndWellFormed(String size) {
        for (JsonNode document : Helm.V4.documents(size)) {
            if (document.at("/metadata/name").asText().endsWith("-settings")) {
                for (Map.Entry<String, JsonNode> entry : document.path("data").properties()) {
                    check(entry.getKey(), entry.getValue().asText());
                }
            }
            if (document.path("kind").asText().equals("Deployment")) {
                for (JsonNode variable : document.at("/spec/template/spec/containers/0/env")) {
                    check(variable.path("name").asText(), variable.path("value").asText());
                }
            }
        }
    }

    private static void check(String name, String value) {
        if (name.startsWith("KAFKA_S") || name.endsWith("_OPTIONS")) {
            // Kafka's own names, which its clients are given as they are, and the JVM's.
            return;
        }
        Setting setting = CATALOGUE.get(name);
        if (setting == null) {
            throw new AssertionError(name + " is no setting");
        }
        assertThat(setting.complaint(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gateway, gateway-service",
        "identity, identity-service",
        "chat, chat-service",
        "ai, ai-orchestrator-service",
        "sms, sms-service"
    })
    void portsAreThoseOfTheService(String component, String module) throws IOException {
        var properties = new Properties();
        try (var file =
                Files.newBufferedReader(
                        Path.of("..", module, "src/main/resources/application.properties"))) {
            properties.load(file);
        }
        JsonNode pod = ChartTest.deployment(Helm.V4.documents(""), "it-chatroom-" + component);
        JsonNode ports = pod.at("/spec/template/spec/containers/0/ports");
        assertThat(ports.at("/1/containerPort").asText())
                .isEqualTo(properties.getProperty("quarkus.management.port"));
        assertThat(properties.getProperty("quarkus.http.port"))
                .isIn(ports.at("/0/containerPort").asText(), "${GATEWAY_PORT}");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everySecretOfTheCatalogueReachesTheServicesThatReadIt(String size) {
        List<JsonNode> documents = Helm.V4.documents(size);
        for (Setting setting : Settings.ALL) {
            for (Setting.Reader reader : setting.readers()) {
                // Kafka's are given where its protocol asks for them.
                if (reader != Setting.Reader.LAUNCHER
                        && !setting.name().startsWith("KAFKA_")
                        && (setting.kind() instanceof Kind.Secret
                                || setting.kind() instanceof Kind.Database)) {
                    JsonNode pod =
                            ChartTest.deployment(
                                    documents,
                                    "it-chatroom-" + reader.name().toLowerCase(Locale.ROOT));
                    assertThat(
                                    pod.at("/spec/template/spec/containers/0/env")
                                            .findValuesAsText("name"))
                            .as(reader.name())
                            .contains(setting.name());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"identity", "chat", "ai", "sms"})
    void clientsOfASecuredKafkaGetWhatTheyProveThemselvesWith(String service) {
        JsonNode pod = ChartTest.deployment(Helm.V4.documents("large"), "it-chatroom-" + service);
        assertThat(pod.at("/spec/template/spec/containers/0/env").findValuesAsText("name"))
                .contains("KAFKA_SASL_JAAS_CONFIG");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void noServiceSharesADatabaseRole(String size) {
        Set<String> seen = new HashSet<>();
        Helm.V4.documents(size).stream()
                .filter(document -> document.path("kind").asText().equals("Deployment"))
                .flatMap(document ->
                        Stream.of(document.at("/spec/template/spec/containers/0/env"))
                                .flatMap(variables -> variables.valueStream())
                                .filter(it -> it.path("name").asText().equals("DATABASE_URL")))
                .map(variable -> variable.at("/valueFrom/secretKeyRef").toString())
                .forEach(reference -> assertThat(seen.add(reference)).as(reference).isTrue());
        assertThat(seen).hasSize(4);
    }
}
