package chatroom.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void everySettingIsNamedOnceSaysWhatItIsForAndHasARightDefault() {
        assertThat(Settings.ALL).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(Settings.ALL)
                .allSatisfy(setting -> {
                    assertThat(setting.name()).matches("[A-Z][A-Z0-9_]+");
                    assertThat(setting.sentence()).endsWith(".").doesNotContain("|");
                    assertThat(setting.readers()).isNotEmpty();
                    assertThat(setting.complaint(setting.fallback())).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    RATE_LIMIT_PER_USER > many > RATE_LIMIT_PER_USER: "many" is not a whole number; \
                    Messages that one person may send in the window below.
                    GATEWAY_PORT > 70000 > GATEWAY_PORT: 70000 is not between 0 and 65535; \
                    Port of the page and the API.
                    EDGE_METRICS > yes > EDGE_METRICS: "yes" is neither true nor false; \
                    Whether the gateway shows its own metrics at /metrics; ./chatroom sets true \
                    while it listens on loopback.
                    OPENAI_BASE_URL > localhost:1 > OPENAI_BASE_URL: does not begin with http:// or \
                    https://; Address of that provider.
                    SMS_URL > http:// > SMS_URL: is not an address (Expected authority); Where \
                    sms-service answers.
                    TWILIO_PHONE_NUMBER > 0171 > TWILIO_PHONE_NUMBER: "0171" is not of the form: \
                    phone number, or number=room, +15551234567=lobby; The number that SMS come from, or \
                    several, each with its room.
                    CHATROOM_PROFILE > fast > CHATROOM_PROFILE: "fast" is none of demo, load; \
                    demo starts fast and small; load gives the JVMs their full compiler and larger \
                    heaps.
                    """)
    void aWrongValueIsNamedWithWhatIsWrongAndWhatItIsFor(
            String name, String given, String complaint) {
        assertThat(setting(name).complaint(given)).contains(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    ALLOWED_ORIGINS > http://a, https://b:8443
                    KAFKA_BOOTSTRAP_SERVERS > a:9092,[::1]:9093
                    REDIS_URL > rediss://:p@h:6379/1
                    PUBLIC_URL > https://chat.example.org
                    ADMIN_USERNAME > Zoë
                    RATE_LIMIT_PER_USER > ' '
                    """)
    void aRightOrBlankValueBringsNoComplaint(String name, String given) {
        assertThat(setting(name).complaint(given)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    ALLOWED_ORIGINS > *
                    ALLOWED_ORIGINS > http://a,,http://b
                    ALLOWED_ORIGINS > http://a/
                    KAFKA_BOOTSTRAP_SERVERS > kafka
                    """)
    void aListIsCheckedEntryByEntry(String name, String given) {
        assertThat(setting(name).complaint(given)).isPresent();
    }

    @Test
    void aSecretIsNeverQuoted() {
        assertThat(setting("DATABASE_URL").complaint("hunter2"))
                .get()
                .asString()
                .doesNotContain("hunter2");
        assertThat(setting("OPENAI_API_KEY").complaint("hunter2\nx"))
                .get()
                .asString()
                .doesNotContain("hunter2");
    }

    private static Setting setting(String name) {
        return Settings.ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }
}
