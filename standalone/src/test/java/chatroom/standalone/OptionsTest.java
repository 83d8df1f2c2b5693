package chatroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void dataAreInTheWorkingDirectoryUnlessSaidOtherwise() {
        assertThat(Options.parse("start"))
                .isEqualTo(
                        new Options(
                                Options.Command.START,
                                Path.of(".data").toAbsolutePath(),
                                null,
                                false));
        assertThat(Options.parse("start", "--port", "8010", "--data", "/x/../y"))
                .isEqualTo(new Options(Options.Command.START, Path.of("/y"), 8010, false));
        assertThat(Options.parse("start", "--sms-simulator").smsSimulator()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--port", "--port none", "--port 0", "--port 65536", "--data", "--faster"})
    void whatIsNotUnderstoodIsSaid(String line) {
        assertThatThrownBy(() -> Options.parse(line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }
}
