package chatroom.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SecurePass123!",
                "correct horse battery",
                "lobby-Kettle-7319",
                "дом у самой реки"
            })
    void theseWillDo(String password) {
        assertThat(PasswordRules.missing(password, "alice", "alice@example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password1234", "qwertyuiop12", "aaaaaaaaaaaaaaaa", "wrongpassword"})
    void theseAreGuessed(String password) {
        assertThat(PasswordRules.missing(password))
                .singleElement()
                .asString()
                .startsWith("is too easy to guess. ")
                .doesNotContain("feedback.");
    }

    @Test
    void ownNameAndAddressAddNothing() {
        String password = "zanzibarovski9";
        assertThat(PasswordRules.missing(password)).isEmpty();
        assertThat(PasswordRules.missing(password, "zanzibarovski", "z@example.com")).isNotEmpty();
        assertThat(PasswordRules.missing(password, "zed", "zanzibarovski@example.com"))
                .isNotEmpty();
    }

    @Test
    void lengthIsCountedInCharactersAsPeopleDo() {
        assertThat(PasswordRules.missing("a1!b2?c3-d4"))
                .containsExactly("must have at least 12 characters");
        assertThat(PasswordRules.missing("😀".repeat(11)))
                .containsExactly("must have at least 12 characters");
        assertThat(PasswordRules.missing("x7!".repeat(43)))
                .containsExactly("must have at most 128 characters");
    }

    @Test
    void aHugePasswordIsJudgedQuickly() {
        long begun = System.nanoTime();
        PasswordRules.missing("a1b2c3d4".repeat(16));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }
}
