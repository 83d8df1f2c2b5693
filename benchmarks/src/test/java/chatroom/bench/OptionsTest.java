package chatroom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatroom.bench.Options.Part;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void withoutAnythingSaidAllOfItRuns() {
        Options options = Options.parse();
        assertThat(options.parts()).containsExactly(Part.A, Part.B, Part.C);
        assertThat(options.time()).isEqualTo(Duration.ofSeconds(8));
        assertThat(options.rounds()).isEqualTo(3);
    }

    @Test
    void onePartRunsAlone() {
        Options options = Options.parse("b", "--seconds", "20", "--rounds", "1");
        assertThat(options)
                .isEqualTo(new Options(java.util.Set.of(Part.B), Duration.ofSeconds(20), 1));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Options.parse("d")).hasMessage("unknown: d");
        assertThatThrownBy(() -> Options.parse("a", "--seconds"))
                .hasMessageStartingWith("--seconds takes a number");
        assertThatThrownBy(() -> Options.parse("--rounds", "0"))
                .hasMessageStartingWith("--rounds takes a number");
    }
}
