package chatroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://user:pass@db:5432/chatdb",
                "postgres://user:pass@db:5432/chatdb",
                "postgresql+psycopg2://user:pass@db:5432/chatdb",
                "jdbc:postgresql://user:pass@db:5432/chatdb",
                "jdbc:postgresql://db:5432/chatdb?user=user&password=pass"
            })
    void everyFormNamesTheSameDatabase(String url) {
        assertThat(DatabaseUrl.parse(url))
                .isEqualTo(new DatabaseUrl("jdbc:postgresql://db:5432/chatdb", "user", "pass"));
    }

    @Test
    void credentialsArePercentDecodedAndAPlusStaysAPlus() {
        assertThat(DatabaseUrl.parse("postgresql://a%40b:p%2Fw+d%3F%25@db/x"))
                .isEqualTo(new DatabaseUrl("jdbc:postgresql://db/x", "a@b", "p/w+d?%"));
    }

    @Test
    void anUnencodedAtInThePasswordIsUnderstood() {
        assertThat(DatabaseUrl.parse("postgresql://u:p@ss@db/x").password()).isEqualTo("p@ss");
    }

    @Test
    void parametersAreKeptAndTranslated() {
        assertThat(
                        DatabaseUrl.parse(
                                        "postgresql://u:p@h/x?sslmode=require&application_name=a%20b")
                                .jdbcUrl())
                .isEqualTo("jdbc:postgresql://h/x?sslmode=require&ApplicationName=a%20b");
    }

    @Test
    void severalHostsAndIpv6AreKept() {
        assertThat(DatabaseUrl.parse("postgresql://u:p@h1:1,h2:2/x").jdbcUrl())
                .isEqualTo("jdbc:postgresql://h1:1,h2:2/x");
        assertThat(DatabaseUrl.parse("postgresql://u:p@[::1]:5432/x").jdbcUrl())
                .isEqualTo("jdbc:postgresql://[::1]:5432/x");
    }

    @Test
    void credentialsMayBeMissing() {
        assertThat(DatabaseUrl.parse("postgresql://db/x"))
                .isEqualTo(new DatabaseUrl("jdbc:postgresql://db/x", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:secret@h/x",
                "postgresql://u:secret@h",
                "postgresql://u:secret@h/",
                "postgresql://u:secret%zz@h/x",
                "postgresql://u:secret@h/x?nonsense",
                "secret"
            })
    void aWrongAddressIsRefusedWithoutShowingItsPassword(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }
}
