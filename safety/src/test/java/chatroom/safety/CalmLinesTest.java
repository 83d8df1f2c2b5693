package chatroom.safety;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.safety.Distress.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CalmLinesTest {

    private final CalmLines lines = new CalmLines(null, null);

    static Stream<Distress> everyDistress() {
        return DistressDetector.LANGUAGES.stream()
                .flatMap(language ->
                        Stream.of(Kind.values()).map(kind -> new Distress(kind, language)));
    }

    @ParameterizedTest
    @MethodSource("everyDistress")
    void everyLineSaysWhatItIsAndWhereToFindHelp(Distress distress) {
        assertThat(lines.of(distress, null))
                .containsAnyOf("AI", "KI", "IA")
                .containsPattern("\\d{3}")
                .contains("findahelpline.com")
                .doesNotContain("{", "}", "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "en, US, 988, 911",
        "en, GB, 116 123, 999",
        "de, DE, 0800 111 0 111, 112",
        "es, ES, 024, 112",
        "fr, FR, 3114, 112",
        "fr, BE, 0800 32 123, 112",
        "pt, BR, 188, 192",
        "it, IT, 02 2327 2327, 112",
        "en, DE, TelefonSeelsorge, 112",
    })
    void aCountryNamesItsOwnNumbers(
            String language, String country, String helpline, String emergency) {
        assertThat(lines.of(new Distress(Kind.SELF, language), country))
                .contains(helpline, emergency)
                .doesNotContain("findahelpline.com");
    }

    @Test
    void aCountryWithoutAnEntryGetsTheDirectory() {
        assertThat(lines.of(new Distress(Kind.SELF, "en"), "ZZ")).contains("findahelpline.com");
    }

    @Test
    void theOperatorsCountryStandsInWhereNoneIsKnown() {
        var british = new CalmLines(" ", "GB");
        assertThat(british.of(new Distress(Kind.SELF, "en"), null)).contains("116 123");
        assertThat(british.of(new Distress(Kind.SELF, "en"), "US")).contains("988");
    }

    @Test
    void theOperatorsLineReplacesAllOthers() {
        var own = new CalmLines("Talk to the nurse, room 12, extension 400.", "GB");
        assertThat(own.of(new Distress(Kind.DANGER, "fr"), "FR"))
                .isEqualTo("Talk to the nurse, room 12, extension 400.");
    }
}
