package chatroom.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- /settings -->";

    @Test
    void theReadmeShowsTheCatalogue() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        assertThat(begin).as("README.md has the marker " + BEGIN.strip()).isNotNegative();
        assertThat(end).as("README.md has the marker " + END).isGreaterThan(begin);
        assertThat(readme.substring(begin + BEGIN.length(), end).strip())
                .as(mend("chatroom.settings.MarkdownTable", "between README.md's markers"))
                .isEqualTo(MarkdownTable.render().strip());
    }

    @Test
    void theExampleEnvironmentIsTheCatalogue() throws IOException {
        assertThat(Files.readString(Path.of("../.env.example")))
                .as(mend("chatroom.settings.EnvExample", "to .env.example"))
                .isEqualTo(EnvExample.render());
    }

    private static String mend(String printer, String where) {
        return "mend: java -cp settings/target/classes " + printer + ", " + where;
    }
}
