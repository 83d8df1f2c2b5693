package chatroom.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.UP;

import chatroom.readers.Readers.Watched;
import chatroom.roomlog.DeadLetter;
import chatroom.roomlog.Reader;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

/// P15: a reader without progress makes its service unready.
class ReadersReadyTest {

    private record Stalled(Duration stalled) implements Reader {
        @Override
        public String name() {
            return "chat-projection";
        }

        @Override
        public long behind() {
            return 7;
        }

        @Override
        public long deadLetters() {
            return 0;
        }

        @Override
        public List<DeadLetter> listDeadLetters() {
            return List.of();
        }

        @Override
        public int replay() {
            return 0;
        }
    }

    @Test
    void aMinuteWithoutProgressIsTooLong() {
        HealthCheckResponse answer = ready(61, true);
        assertThat(answer.getStatus()).isEqualTo(DOWN);
        assertThat(answer.getData().orElseThrow())
                .containsEntry("chat-projection", "no progress for 61 s, 7 behind");
    }

    @Test
    void lessIsNot() {
        assertThat(ready(59, true).getStatus()).isEqualTo(UP);
    }

    /// P10: without Postgres rooms go on live.
    @Test
    void aReaderThatWaitsForItsStoreLeavesAServiceReadyThatGoesOnWithoutIt() {
        HealthCheckResponse answer = ready(600, false);
        assertThat(answer.getStatus()).isEqualTo(UP);
        assertThat(answer.getData().orElseThrow()).containsKey("chat-projection");
    }

    private static HealthCheckResponse ready(int seconds, boolean storeAnswers) {
        var stalled = new Watched(new Stalled(Duration.ofSeconds(seconds)), () -> storeAnswers);
        return new ReadersReady(() -> List.of(stalled), Duration.ofSeconds(60)).call();
    }
}
