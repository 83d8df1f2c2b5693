package chatroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// B4: `.env` as people and their editors write it.
class EnvFileTest {

    private static EnvFile parse(String text) {
        return EnvFile.parse(text.getBytes(StandardCharsets.UTF_8), ".env");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "NAME=v                     > v",
                "export NAME=v              > v",
                "  NAME = v                 > v",
                "NAME=v # comment           > v",
                "NAME=v#not-a-comment       > v#not-a-comment",
                "NAME=\"v # kept\" # gone    > v # kept",
                "NAME='it is \"v\"'         > it is \"v\"",
                "NAME=a=b                   > a=b",
                "NAME=back\\slash           > back\\slash",
                "NAME=Zoë                   > Zoë"
            })
    @DisplayName("B4: export, spaces, quotation marks and comments")
    void aLineIsReadAsItIsMeant(String line, String value) {
        EnvFile file = parse("# comment\n\n" + line + "\n");
        assertThat(file.complaints()).isEmpty();
        assertThat(file.values()).isEqualTo(Map.of("NAME", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFA=1\nB=2\n", "A=1\r\nB=2\r\n", "\uFEFFA=1\r\nB=2", "A=1\rB=2\r"})
    @DisplayName("B4: a byte order mark, and every kind of line ends")
    void marksAndLineEndsOfEditorsAreNoPartOfNamesAndValues(String text) {
        assertThat(parse(text))
                .isEqualTo(new EnvFile(Map.of("A", "1", "B", "2"), java.util.List.of()));
    }

    @Test
    void anEmptyValueAndAnEmptyFileAreNothing() {
        assertThat(parse("NAME=\nOTHER= # none").values())
                .isEqualTo(Map.of("NAME", "", "OTHER", ""));
        assertThat(parse("").values()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1", "UTF-16"})
    @DisplayName("B4: bytes of another encoding are one clear line")
    void anotherEncodingIsNamedWithItsLine(String encoding) {
        EnvFile file = EnvFile.parse("A=1\nNAME=Zoë\n".getBytes(Charset.forName(encoding)), ".env");
        assertThat(file.complaints())
                .isNotEmpty()
                .allMatch(line -> line.endsWith("save the file as UTF-8"))
                .anyMatch(line -> line.startsWith(".env, line 2: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPENAI_API_KEY sk-secret", "NAME=\"secret", "= secret", "a b=secret"})
    void aLineThatIsNoneIsSaidWithoutShowingIt(String line) {
        assertThat(parse("A=1\n" + line).complaints())
                .singleElement()
                .asString()
                .startsWith(".env, line 2: ")
                .doesNotContain("secret");
    }

    @Test
    void aDirectoryOfThatNameIsSaid(@TempDir Path directory) {
        assertThat(EnvFile.read(directory).complaints())
                .singleElement()
                .asString()
                .contains("cannot be read");
        assertThat(EnvFile.read(directory.resolve("none")).complaints()).isEmpty();
    }
}
