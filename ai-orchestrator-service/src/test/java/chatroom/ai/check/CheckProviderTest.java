package chatroom.ai.check;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.ai.voices.ProviderCheck;
import chatroom.ai.voices.ProviderCheck.Report;
import chatroom.ai.voices.ScriptedProvider;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CheckProviderTest {

    private final ScriptedProvider provider = new ScriptedProvider();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aProviderThatWorksIsDescribed() throws Exception {
        provider.always(ScriptedProvider.saying("Time is ", "what a clock reads."));
        Report report = check(Map.of("OPENAI_API_KEY", "k"));
        assertThat(report.works()).isTrue();
        assertThat(report.lines())
                .contains(
                        "Reached.",
                        "Key accepted.",
                        "Model known.",
                        "Reports usage: 111 tokens in, 7 out.",
                        "It answered: Time is what a clock reads.",
                        "Personas can speak with it.")
                .anySatisfy(line -> assertThat(line).matches("Streams: .* after \\d+ ms\\."))
                .noneSatisfy(line -> assertThat(line).contains("refuses"));
    }

    @Test
    void whatAModelRefusesIsSaid() throws Exception {
        provider.always(
                provider.refusing(
                        "temperature",
                        400,
                        "{\"error\":{\"param\":\"temperature\"}}",
                        ScriptedProvider.saying("Yes.")));
        assertThat(check(Map.of()).lines())
                .contains("The model takes no temperature: it is asked accordingly.");
    }

    @Test
    void aKeyThatIsNotAcceptedIsSaid() throws Exception {
        provider.always(ScriptedProvider.status(401));
        Report report = check(Map.of("OPENAI_API_KEY", "secret-key"));
        assertThat(report.works()).isFalse();
        assertThat(report.lines())
                .contains("Key NOT accepted (401).", "What to do: check OPENAI_API_KEY.")
                .noneSatisfy(line -> assertThat(line).contains("secret-key"));
    }

    @Test
    void aProviderThatIsNotThereIsSaid() throws Exception {
        provider.close();
        Report report = check(Map.of());
        assertThat(report.works()).isFalse();
        assertThat(report.lines()).contains("NOT reached.");
    }

    @Test
    void withoutAProviderThatIsSaid() throws Exception {
        provider.close();
        var settings = Map.of("OLLAMA_URL", provider.url().toString());
        Report report = ProviderCheck.run(name -> CheckProvider.value(settings, name));
        assertThat(report.works()).isFalse();
        assertThat(report.lines()).first().asString().startsWith("No provider is configured");
    }

    private Report check(Map<String, String> further) throws InterruptedException {
        var settings = new HashMap<>(further);
        settings.put("OPENAI_BASE_URL", provider.url().toString());
        settings.put("OPENAI_MODEL", "test-model");
        return ProviderCheck.run(name -> CheckProvider.value(settings, name));
    }
}
