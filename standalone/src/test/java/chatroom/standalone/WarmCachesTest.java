package chatroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmCachesTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path directory = Path.of("");

    @Test
    void aCacheIsUsedAsLongAsItIsNewerThanItsJar() throws IOException {
        Path jar = file("chat.jar", BUILT);
        assertThat(using(jar)).isEmpty();
        Path cache = file("chat.aot", BUILT.plusSeconds(1));
        assertThat(using(jar)).isEqualTo("-XX:AOTCache=" + cache + " -Xlog:aot*=error");
        Files.setLastModifiedTime(jar, FileTime.from(BUILT.plusSeconds(2)));
        assertThat(using(jar)).isEmpty();
    }

    @Test
    void makingOneForgetsTheOldAndGivesTimeToWrite() throws IOException {
        Path jar = file("chat.jar", BUILT);
        Path cache = file("chat.aot", BUILT.plusSeconds(1));
        var caches = new WarmCaches(directory, true);
        assertThat(caches.options("chat", jar)).containsExactly("-XX:AOTCacheOutput=" + cache);
        assertThat(cache).doesNotExist();
        assertThat(caches.extraGrace()).isEqualTo(WarmCaches.WRITING);
    }

    private String using(Path jar) {
        return String.join(" ", new WarmCaches(directory, false).options("chat", jar));
    }

    private Path file(String name, Instant modified) throws IOException {
        Path file = Files.writeString(directory.resolve(name), name);
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }
}
