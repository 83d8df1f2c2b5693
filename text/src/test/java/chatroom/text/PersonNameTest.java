package chatroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest
    @DisplayName("D2: letters with their marks are names")
    @ValueSource(
            strings = {
                "हिन्दी",
                "Jose\u0301",
                "José",
                "Zoë",
                "नेहा",
                "ภาษาไทย",
                "தமிழ்",
                "Nguyễn",
                "محمّد",
                "שָׁלוֹם",
                "田中さん",
                "김철수",
                "Иван",
                "Ἀριστοτέλης",
                "x_y.z-1",
                "မြန်မာ"
            })
    void lettersWithTheirMarksAreNames(String name) {
        assertThat(PersonName.refusalOfAccount(name)).isEmpty();
        assertThat(PersonName.refusalOfGuest(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "@system", "a\u0000b", "a\nb", "a\tb", "\ud800x", "a\u202eb", "\u0301a",
                "a/b", "a<b", "a\u200db", "a\u3164b", "🙂🙂", "a  b", " ab", "ab ", "a\u00a0b"
            })
    void whatIsNoNameIsRefusedAtBothDoors(String name) {
        assertThat(PersonName.refusalOfAccount(name)).isPresent();
        assertThat(PersonName.refusalOfGuest(name)).isPresent();
    }

    @Test
    void onlyGuestsMayHaveSpacesAndNamesOfOneLetter() {
        assertThat(PersonName.refusalOfGuest("Ada L")).isEmpty();
        assertThat(PersonName.refusalOfGuest("x")).isEmpty();
        assertThat(PersonName.refusalOfAccount("Ada L")).isPresent();
        assertThat(PersonName.refusalOfAccount("x")).isPresent();
    }

    @Test
    void aNameIsBoundedInCharactersAsPeopleCountThem() {
        assertThat(PersonName.refusalOfAccount("x".repeat(32))).isEmpty();
        assertThat(PersonName.refusalOfAccount("x".repeat(33))).isPresent();
        assertThat(PersonName.refusalOfAccount("e\u0301".repeat(32))).isEmpty();
        assertThat(PersonName.refusalOfAccount("e\u0301")).isPresent();
        assertThat(PersonName.refusalOfGuest("zal" + "\u0316".repeat(10) + "go")).isPresent();
    }

    @Test
    void scriptsWhoseLettersLookAlikeAreNotMixed() {
        assertThat(PersonName.refusalOfGuest("Bоb"))
                .hasValue("must not mix Latin, Greek and Cyrillic letters");
        assertThat(PersonName.refusalOfAccount("Bоb")).isPresent();
    }

    @Test
    void twoWaysToWriteTheSameLettersAreOneKey() {
        assertThat(PersonName.key("JOSE\u0301")).isEqualTo(PersonName.key("josé"));
        assertThat(PersonName.key("ａｄｍｉｎ")).isEqualTo("admin");
        assertThat(PersonName.key("ΣΟΦΟΣ")).isEqualTo(PersonName.key("σοφος"));
    }
}
