package chatroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.standalone.infrastructure.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAdminTest {

    @TempDir Path directory = Path.of("");

    @Test
    void aPasswordIsMadeUpKeptUntilItWasToldAndThenForgotten() throws IOException {
        String first = admin(Map.of()).password().orElseThrow();
        assertThat(first).matches("[a-z2-9]{5}(-[a-z2-9]{5}){3}");
        assertThat(admin(Map.of()).password()).contains(first);
        assertThat(admin(Map.of()).line()).contains(first);

        admin(Map.of()).wasTold();

        assertThat(admin(Map.of()).password()).isEmpty();
        assertThat(admin(Map.of()).line()).doesNotContain(first);
        assertThat(Files.readString(file())).doesNotContain(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aGivenPasswordIsUsedAndNeverPrinted() {
        var admin = admin(Map.of("ADMIN_PASSWORD", "correct horse", "ADMIN_USERNAME", "root"));
        assertThat(admin.password()).contains("correct horse");
        assertThat(admin.line()).startsWith("root").doesNotContain("correct horse");
    }

    private FirstAdmin admin(Map<String, String> environment) {
        return new FirstAdmin(
                GivenSettings.read(environment, directory.resolve("none")), new Secrets(file()));
    }

    private Path file() {
        return directory.resolve("secrets.properties");
    }
}
