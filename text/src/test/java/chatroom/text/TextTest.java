package chatroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @DisplayName("A1: a text loses its control characters and keeps everything else")
    @CsvSource({
        "a\\u0000b, ab",
        "a\\u0007\\u001b[31mb\\u007f, a[31mb",
        "a\\u0085\\u009fb, ab",
        "a\\ud800b, ab",
        "\\udc00a\\ud83d, a",
        "a\\r\\nb\\rc, a\\nb\\nc",
        "e\\u0301, \\u00e9",
        "e\\u0000\\u0301, \\u00e9",
        "a\\u202egpj.exe, agpj.exe",
        "\\u2066a\\u2069\\ufeff, a",
        "👩‍👩‍👧 a\\tb, 👩‍👩‍👧 a\\tb",
    })
    void controlCharactersAreTakenOut(String written, String kept) {
        assertThat(Text.clean(unescaped(written))).isEqualTo(unescaped(kept));
    }

    @Test
    void marksBeyondTheBoundAreTakenOff() {
        String zalgo = "q" + "\u0317\u0301".repeat(500) + " end";

        assertThat(Text.clean(zalgo)).endsWith(" end").hasSize(1 + Text.MARKS_PER_LETTER + 4);
    }

    @Test
    @DisplayName("no order of marks makes cleaning slow")
    void aTextOfMarksAloneIsCleanedAtOnce() {
        String marks = "a" + "\u0301\u0317".repeat(500_000);

        Assertions.assertTimeout(Duration.ofSeconds(20), () -> Text.clean(marks));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \\n\\t\\u00a0\\u3000",
                "\\u200b\\u200d\\u2060\\ufeff",
                "\\u200e\\u200f\\u202d\\u061c",
                "\\ufe0f\\ufe0e",
                "\\u3164\\uffa0\\u115f\\u1160",
                "\\u2800",
                "\\u00ad\\u034f\\u180e",
                "\\udb40\\udc41\\udb40\\udc7f"
            })
    void aTextThatShowsNothingIsBlank(String text) {
        assertThat(Text.isBlank(unescaped(text))).isTrue();
        assertThat(Text.refusal(unescaped(text), 10)).hasValue("must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".", "🙂", "\u0301", "\ue000"})
    void whatShowsIsNotBlank(String text) {
        assertThat(Text.isBlank(text)).isFalse();
    }

    @Test
    void everyCharacterThatUnicodeLetsBeIgnoredIsBlank() {
        assertThat(
                        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                                .filter(c ->
                                        UCharacter.hasBinaryProperty(
                                                c, UProperty.DEFAULT_IGNORABLE_CODE_POINT))
                                .filter(c -> !Text.isBlank(Character.toString(c)))
                                .mapToObj(Integer::toHexString))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"abc, 3", "हिन्दी, 2", "👩‍👩‍👧🇩🇪, 2", "e\u0301, 1", "'', 0", "👍🏽👍🏽, 2"})
    void charactersAreCountedAsPeopleCountThem(String text, int length) {
        assertThat(Text.length(text)).isEqualTo(length);
    }

    @Test
    void aTextIsBoundedInCharactersAndInBytes() {
        assertThat(Text.fits("👩‍👩‍👧".repeat(3), 3)).isFalse();
        assertThat(Text.fits("🙂".repeat(30), 30)).isTrue();
        assertThat(Text.fits("🙂".repeat(31), 30)).isFalse();
        assertThat(Text.fits("a" + "\u0301".repeat(5_000), 30)).isFalse();
    }

    @Test
    void truncatingCutsNoCharacterInTwo() {
        assertThat(Text.truncate("ab🇩🇪cd", 3)).isEqualTo("ab🇩🇪");
        assertThat(Text.truncate("abc", 3)).isEqualTo("abc");
    }

    @ParameterizedTest
    @DisplayName("A1: a name, an id or a query with a control character is refused")
    @ValueSource(
            strings = {
                "a\\u0000b",
                "\\u0000",
                "a\\nb",
                "a\\tb",
                "a\\u0085",
                "a\\u007f",
                "a\\ud800",
                "\\udfff",
                "a\\u2028b"
            })
    void controlCharactersAreRefusedInPlainStrings(String plain) {
        assertThat(Text.refusal(unescaped(plain))).isPresent();
        assertThat(Text.refusal(unescaped(plain), 128)).isPresent();
    }

    @Test
    void aPlainStringIsTakenUpToItsBound() {
        assertThat(Text.refusal("c-1 Größe 🙂", 128)).isEmpty();
        assertThat(Text.refusal("x".repeat(128), 128)).isEmpty();
        assertThat(Text.refusal("x".repeat(129), 128)).hasValue("must be at most 128 characters");
    }

    @Test
    void whiteSpaceAroundATextIsStrippedAndNothingElse() {
        assertThat(Text.strip("\u200b \n a b\u00a0\n")).isEqualTo("a b");
        assertThat(Text.strip("❤\ufe0f")).isEqualTo("❤\ufe0f");
        assertThat(Text.strip(" \u200b ")).isEmpty();
    }

    @Property
    void cleaningNeverThrowsAndIsDoneOnce(@ForAll @StringLength(max = 200) String any) {
        String clean = Text.clean(any);

        assertThat(Text.clean(clean)).isEqualTo(clean);
        assertThat(Normalizer.isNormalized(clean, Normalizer.Form.NFC)).isTrue();
        assertThat(Text.refusal(clean.replaceAll("[\\n\\t\u2028\u2029]", ""))).isEmpty();
        assertThat(new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(clean);
    }

    private static String unescaped(String written) {
        var text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            if (written.startsWith("\\u", i)) {
                text.append((char) Integer.parseInt(written.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (written.charAt(i) == '\\') {
                i++;
                text.append(
                        switch (written.charAt(i)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            default -> throw new IllegalArgumentException(written);
                        });
            } else {
                text.append(written.charAt(i));
            }
        }
        return text.toString();
    }
}
