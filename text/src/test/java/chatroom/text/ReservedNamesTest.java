package chatroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedNamesTest {

    private final ReservedNames reserved =
            ReservedNames.of(
                    List.of("Einstein", "Albert Einstein", "AI_Einstein", "Twain", "Mark Twain"));

    @ParameterizedTest
    @DisplayName("D1: nobody passes for a persona")
    @ValueSource(
            strings = {
                "Einstein",
                "einstein",
                "EINSTEIN",
                "Еinstein",
                "Ｅｉｎｓｔｅｉｎ",
                "E1nstein",
                "Einsteln",
                "AI Einstein",
                "AI_Einstein",
                "ai.einstein",
                "Al_Einstein",
                "A1 Einstein",
                "АІ_Einstein",
                "Einstein AI",
                "Einstein_bot",
                "Albert.Einstein",
                "AlbertEinstein",
                "albert_einsteιn",
                "AI_Bob",
                "ai bob",
                "AI-x",
                "Тwаin",
                "MARK_TWAlN",
                "E-i-n-s-t-e-i-n",
                "Ein\u00adstein"
            })
    void aPersonasNameIsNobodyElses(String name) {
        assertThat(reserved.refusal(name)).hasValue("must not look like the name of a persona");
    }

    @ParameterizedTest
    @DisplayName("D1: nobody passes for the system or an admin")
    @ValueSource(
            strings = {
                "System",
                "SYSTEM",
                "ＳＹＳＴＥＭ",
                "ѕystem",
                "ａｄｍｉｎ",
                "admin",
                "Admin",
                "аdmin",
                "adm1n",
                "ADMlN",
                "admin_1",
                "admin007",
                "АДМИН",
                "Al_admin",
                "the admin",
                "Admin Bob",
                "Moderator",
                "mod",
                "Bot",
                "root",
                "everyone",
                "админ",
                "Администратор",
                "管理员",
                "管理者",
                "システム",
                "관리자",
                "système",
                "administrador",
                "مدير",
                "व्यवस्थापक"
            })
    void aRoleIsNobodysName(String name) {
        assertThat(reserved.refusal(name))
                .hasValue("must not look like the system, or like somebody who runs it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "Bob",
                "Al",
                "al-amin",
                "Al_Bob",
                "Aiko",
                "Adminah",
                "Modesto",
                "einsteinium",
                "Rosa",
                "Иван",
                "田中",
                "Robot",
                "Albert",
                "user1",
                "Systema",
                "Marco",
                "botany",
                "ailing"
            })
    void peopleKeepTheirNames(String name) {
        assertThat(reserved.refusal(name)).isEmpty();
    }

    @Test
    void namesThatLookAlikeHaveOneSkeleton() {
        assertThat(LookAlikes.skeleton("аliсе")).isEqualTo(LookAlikes.skeleton("Alice"));
        assertThat(LookAlikes.skeleton("AIice")).isEqualTo(LookAlikes.skeleton("alice"));
        assertThat(LookAlikes.skeleton("b0b")).isEqualTo(LookAlikes.skeleton("BOB"));
        assertThat(LookAlikes.skeleton("user-1-12")).isNotEqualTo(LookAlikes.skeleton("user-11-2"));
    }
}
