package chatroom.safety;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.safety.Distress.Kind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistressDetectorTest {

    private final DistressDetector detector = new DistressDetector();

    @ParameterizedTest
    @CsvSource({
        "I want to kill myself, SELF, en",
        "ICH WILL NICHT MEHR LEBEN, SELF, de",
        "my sister wants to kill herself, OTHER, en",
        "mi hermana se quiere suicidar, OTHER, es",
        "my husband is beating me, DANGER, en",
        "mon mari me frappe, DANGER, fr",
        "quero morrer, SELF, pt",
        "voglio morire, SELF, it",
    })
    void kindAndLanguageAreRecognised(String text, Kind kind, String language) {
        assertThat(detector.detect(text)).contains(new Distress(kind, language));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i dont want to live anymore",
                "I don’t want to live anymore",
                "I DON'T WANT TO LIVE ANYMORE!!!",
                "i donnnt   want 2 live.. i dont wanna live",
            })
    void spellingHidesNothing(String text) {
        assertThat(detector.detect(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "she sings \"I want to die\" in the last act",
                "> I want to kill myself\nthat was in the book",
                "`kill myself` is a strange name for a function",
                "in the film she wants to kill herself, but her friend stops her",
                "Why did Hamlet want to kill himself?",
                "",
                "?!",
            })
    void quotationsCodeAndFictionAreNone(String text) {
        assertThat(detector.detect(text)).isEmpty();
    }

    @Test
    void theWordsOfSomebodyCloseCountInAQuotation() {
        assertThat(detector.detect("my brother just wrote me “I want to die”, please help"))
                .contains(new Distress(Kind.OTHER, "en"));
    }

    @Test
    void aWholeMessageInQuotationMarksIsItsAuthors() {
        assertThat(detector.detect("\"I want to die\"")).isPresent();
    }

    @Test
    void timeGrowsWithTheTextAlone() {
        String text = "i want i i want not not no dont i my brother .. kill ".repeat(2_000);
        Optional<Distress> warm = detector.detect(text);
        assertThat(warm).isNotNull();
        Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () -> {
                    for (int i = 0; i < 100; i++) {
                        detector.detect(text);
                    }
                });
    }
}
