package chatroom.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/// A few properties at one rank.
final class SettingsSource implements ConfigSource {

    /// Below everything that a service or its surroundings say.
    private static final int LOWEST = 10;

    /// Above the environment too: there the name itself is missing or blank.
    private static final int FROM_FILES = 320;

    /// Above the environment, which holds the blank.
    private static final int ABOVE_ENVIRONMENT = 310;

    private static final String KAFKA = "KAFKA_";

    private final String name;
    private final int ordinal;
    private final Map<String, String> properties;
    private final Set<String> listed;

    private SettingsSource(
            String name, int ordinal, Map<String, String> properties, Set<String> listed) {
        this.name = name;
        this.ordinal = ordinal;
        this.properties = properties;
        this.listed = listed;
    }

    static SettingsSource defaults() {
        var properties = new HashMap<String, String>();
        for (Setting setting : Settings.ALL) {
            if (setting.fallback() != null) {
                properties.put(setting.name(), setting.fallback());
            }
        }
        // The same for every service, so that none has to say it.
        properties.put("quarkus.log.level", "${LOG_LEVEL}");
        properties.put("quarkus.log.console.json.enabled", "${LOG_JSON}");
        properties.put(
                "quarkus.log.console.json.additional-field.service.value",
                "${quarkus.application.name}");
        properties.put("quarkus.otel.exporter.otlp.protocol", "${OTEL_EXPORTER_OTLP_PROTOCOL}");
        return new SettingsSource("defaults", LOWEST, properties, properties.keySet());
    }

    static SettingsSource files(Map<String, String> values) {
        var properties = new HashMap<String, String>();
        // A dollar and a brace in a password are no expression.
        values.forEach((name, value) -> properties.put(name, value.replace("${", "\\${")));
        // Not listed, like the database's credentials; but Kafka's clients look their properties up
        // in the list.
        Set<String> listed =
                properties.keySet().stream()
                        .filter(name -> name.startsWith(KAFKA))
                        .collect(Collectors.toUnmodifiableSet());
        return new SettingsSource("files", FROM_FILES, properties, listed);
    }

    static SettingsSource insteadOfBlanks(UnaryOperator<@Nullable String> given) {
        var properties = new HashMap<String, String>();
        for (Setting setting : Settings.ALL) {
            String value = given.apply(setting.name());
            if (setting.fallback() != null && value != null && value.isBlank()) {
                properties.put(setting.name(), setting.fallback());
            }
        }
        return new SettingsSource("blanks", ABOVE_ENVIRONMENT, properties, Set.of());
    }

    /// Where traces and errors go. What is not given is not said: Quarkus takes a blank for a
    /// value.
    static SettingsSource watchers(UnaryOperator<@Nullable String> given) {
        var properties = new HashMap<String, String>();
        Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "quarkus.otel.exporter.otlp.endpoint",
                        "OTEL_EXPORTER_OTLP_HEADERS", "quarkus.otel.exporter.otlp.headers",
                        "OTEL_RESOURCE_ATTRIBUTES", "quarkus.otel.resource.attributes",
                        "SENTRY_DSN", "quarkus.log.sentry.dsn")
                .forEach((name, property) -> {
                    String value = given.apply(name);
                    if (value != null && !value.isBlank()) {
                        properties.put(property, value.replace("${", "\\${"));
                    }
                });
        properties.put(
                "quarkus.log.sentry.enabled",
                Boolean.toString(properties.containsKey("quarkus.log.sentry.dsn")));
        // Not listed, like the database's credentials.
        return new SettingsSource("watchers", LOWEST, properties, Set.of());
    }

    static SettingsSource database(@Nullable String url) {
        var properties = new HashMap<String, String>();
        if (url != null && !url.isBlank()) {
            DatabaseUrl database = DatabaseUrl.parse(url);
            properties.put("chatroom.database.jdbc-url", database.jdbcUrl());
            if (database.username() != null) {
                properties.put("chatroom.database.username", database.username());
            }
            if (database.password() != null) {
                // A dollar and a brace in a password are no expression.
                properties.put(
                        "chatroom.database.password", database.password().replace("${", "\\${"));
            }
        }
        // Not listed: a build writes down what is listed, and credentials must not get into it.
        return new SettingsSource("database", LOWEST, properties, Set.of());
    }

    @Override
    public Set<String> getPropertyNames() {
        return listed;
    }

    @Override
    public @Nullable String getValue(String property) {
        return properties.get(property);
    }

    @Override
    public String getName() {
        return "chatroom settings, " + name;
    }

    @Override
    public int getOrdinal() {
        return ordinal;
    }
}
