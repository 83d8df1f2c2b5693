package chatroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatroom.standalone.services.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
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
                                null,
                                false,
                                Map.of(),
                                false,
                                List.of()));
        assertThat(Options.parse("start", "--port", "8010", "--data", "/x/../y"))
                .isEqualTo(
                        new Options(
                                Options.Command.START,
                                Path.of("/y"),
                                8010,
                                null,
                                false,
                                Map.of(),
                                false,
                                List.of()));
        assertThat(Options.parse("start", "--sms-simulator").smsSimulator()).isTrue();
    }

    @Test
    @DisplayName("E5: the gateway is opened only where --listen says so")
    void theGatewayIsOpenedOnlyWhereThatIsSaid() {
        assertThat(Options.parse("start").listen()).isNull();
        assertThat(Options.parse("start", "--listen", "0.0.0.0").listen())
                .isEqualTo(Listen.parse("0.0.0.0"));
    }

    @Test
    void chatServiceAndOrchestratorMayRunSeveralTimes() {
        assertThat(Options.parse("start", "--chat-pods", "2", "--ai-pods", "3").pods())
                .isEqualTo(Map.of(Service.CHAT, 2, Service.AI, 3));
    }

    @Test
    void aReplayMayNameGroups() {
        Options all = Options.parse("deadletters", "--replay");
        assertThat(all.replay()).isTrue();
        assertThat(all.groups()).isEmpty();
        assertThat(Options.parse("deadletters", "--replay", "sms", "chat-state").groups())
                .containsExactly("sms", "chat-state");
        assertThat(Options.parse("deadletters").replay()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port none",
                "--port 0",
                "--port 65536",
                "--data",
                "--listen",
                "--listen everywhere",
                "--faster",
                "deadletters sms",
                "--ai-pods 10"
            })
    void whatIsNotUnderstoodIsSaid(String line) {
        assertThatThrownBy(() -> Options.parse(line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }
}
