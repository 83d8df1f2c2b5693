package chatroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsSourceTest {

    @Test
    void aServiceSeesTheDefaultWhereNothingIsGiven() {
        assertThat(service(Map.of()).getValue("limit", int.class)).isEqualTo(60);
    }

    @Test
    void aServiceSeesWhatIsGiven() {
        assertThat(service(Map.of("RATE_LIMIT_PER_USER", "5")).getValue("limit", int.class))
                .isEqualTo(5);
    }

    @Test
    void aBlankCountsAsNotGiven() {
        assertThat(service(Map.of("RATE_LIMIT_PER_USER", "")).getValue("limit", int.class))
                .isEqualTo(60);
        assertThat(service(Map.of("OPENAI_API_KEY", "")).getOptionalValue("key", String.class))
                .isEmpty();
    }

    @Test
    void theDatabaseIsTakenApart() {
        SmallRyeConfig service =
                service(Map.of("DATABASE_URL", "postgresql+psycopg2://u:p%24%7Bx%7D%5C@db:1/chat"));
        assertThat(service.getRawValue("chatroom.database.jdbc-url"))
                .isEqualTo("jdbc:postgresql://db:1/chat");
        assertThat(service.getValue("user", String.class)).isEqualTo("u");
        assertThat(service.getValue("password", String.class)).isEqualTo("p${x}\\");
    }

    @Test
    void credentialsAreNotListedSoThatNoBuildRecordsThem() {
        assertThat(service(Map.of("DATABASE_URL", "postgresql://u:p@db/x")).getPropertyNames())
                .noneMatch(name -> name.startsWith("chatroom.database"));
    }

    @Test
    void aWrongValueStopsTheStartWithItsSentence() {
        assertThatThrownBy(() ->
                        service(Map.of("RATE_LIMIT_PER_USER", "0", "DATABASE_URL", "mysql://x")))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("RATE_LIMIT_PER_USER: 0 is not between 1 and 1000000; ")
                .hasMessageContaining("DATABASE_URL: is not of the form ");
    }

    @Test
    void aValueMayLieInAFile(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "sk-${1}\n");
        Path database = Files.writeString(folder.resolve("database"), "postgresql://u:p@db/chat\n");
        SmallRyeConfig service =
                service(
                        Map.of(
                                "OPENAI_API_KEY", "",
                                "OPENAI_API_KEY_FILE", key.toString(),
                                "DATABASE_URL_FILE", database.toString()));
        assertThat(service.getValue("key", String.class)).isEqualTo("sk-${1}");
        assertThat(service.getValue("user", String.class)).isEqualTo("u");
    }

    /// B7. The clients' properties are found by listing names.
    @Test
    void whatAFileSaysOfKafkaIsListed(@TempDir Path folder) throws IOException {
        Path login = Files.writeString(folder.resolve("jaas"), "ScramLoginModule required;\n");
        SmallRyeConfig service = service(Map.of("KAFKA_SASL_JAAS_CONFIG_FILE", login.toString()));
        assertThat(service.getPropertyNames()).contains("KAFKA_SASL_JAAS_CONFIG");
        assertThat(service.getValue("KAFKA_SASL_JAAS_CONFIG", String.class))
                .isEqualTo("ScramLoginModule required;");
    }

    @Test
    void logsAreSetByNamesOfOurOwn() {
        SmallRyeConfig service = service(Map.of("LOG_JSON", "true", "LOG_LEVEL", "WARN"));
        assertThat(service.getValue("quarkus.log.console.json.enabled", boolean.class)).isTrue();
        assertThat(service.getValue("quarkus.log.level", String.class)).isEqualTo("WARN");
        assertThat(service(Map.of()).getValue("quarkus.log.console.json.enabled", boolean.class))
                .isFalse();
    }

    @Test
    void theCollectorIsGivenByOpenTelemetrysOwnNames() {
        SmallRyeConfig service =
                service(
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
                                "OTEL_EXPORTER_OTLP_HEADERS", "token=x,tenant=y",
                                "OTEL_RESOURCE_ATTRIBUTES", " "));
        assertThat(service.getValue("quarkus.otel.exporter.otlp.endpoint", String.class))
                .isEqualTo("http://collector:4318");
        assertThat(service.getValue("quarkus.otel.exporter.otlp.headers", String.class))
                .isEqualTo("token=x,tenant=y");
        assertThat(service.getValue("quarkus.otel.exporter.otlp.protocol", String.class))
                .isEqualTo("http/protobuf");
        assertThat(service.getOptionalValue("quarkus.otel.resource.attributes", String.class))
                .isEmpty();
        assertThat(service.getPropertyNames()).noneMatch(name -> name.contains("otlp.headers"));
    }

    @Test
    void sentryIsToldWhereItIsNamed() {
        SmallRyeConfig named = service(Map.of("SENTRY_DSN", "https://key@sentry.example/7"));
        assertThat(named.getValue("quarkus.log.sentry.enabled", boolean.class)).isTrue();
        assertThat(named.getValue("quarkus.log.sentry.dsn", String.class))
                .isEqualTo("https://key@sentry.example/7");
        SmallRyeConfig blank = service(Map.of("SENTRY_DSN", ""));
        assertThat(blank.getValue("quarkus.log.sentry.enabled", boolean.class)).isFalse();
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> service(Map.of("OPENAI_API_KEY_FILE", "/no/such/file")))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("OPENAI_API_KEY_FILE: /no/such/file can not be read");
    }

    private static SmallRyeConfig service(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .withSources(new PropertiesConfigSource(environment, "environment", 300))
                .withSources(
                        new PropertiesConfigSource(
                                Map.of(
                                        "limit", "${RATE_LIMIT_PER_USER}",
                                        "key", "${OPENAI_API_KEY:}",
                                        "user", "${chatroom.database.username}",
                                        "password", "${chatroom.database.password}"),
                                "service",
                                250))
                .build();
    }
}
