package chatroom.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

    @TempDir Path directory = Path.of("");

    @Test
    void aStartBeginsANewLogAndKeepsTheLastThree() throws IOException {
        var logs = new LogFiles(directory);
        for (int start = 1; start <= 5; start++) {
            Files.writeString(logs.begin("chat"), "start " + start);
        }
        assertThat(directory.resolve("chat.log")).hasContent("start 5");
        assertThat(directory.resolve("chat.1.log")).hasContent("start 4");
        assertThat(directory.resolve("chat.3.log")).hasContent("start 2");
        assertThat(directory.resolve("chat.4.log")).doesNotExist();
    }
}
