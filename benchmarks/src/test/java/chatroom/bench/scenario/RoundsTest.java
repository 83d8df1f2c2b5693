package chatroom.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chatroom.bench.load.Window;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final Rounds rounds = new Rounds();

    @Test
    void cpuIsCountedForAMillionDeliveries() {
        Run run = run(Map.of("chat", 1.5, "kafka", 0.5), 100_000);
        assertThat(run.cpuPerMillion()).isEqualTo(20, within(1e-9));
        assertThat(run.cpuPerMillion("chat")).isEqualTo(15, within(1e-9));
        assertThat(run.cpuPerMillion("gateway")).isZero();
    }

    @Test
    void comparisonsAreMadeWithinARound() {
        // The second round ran on a busy machine: both took ten times as long.
        for (double mood : new double[] {1, 10, 1}) {
            rounds.add("ours", run(Map.of("chat", 2 * mood), 1_000));
            rounds.add("theirs", run(Map.of("node", 4 * mood), 1_000));
        }
        assertThat(
                        rounds.median(
                                "ours",
                                "theirs",
                                (own, other) -> own.cpuPerMillion() / other.cpuPerMillion()))
                .isEqualTo(0.5, within(1e-9));
        assertThat(rounds.median("ours", Run::cpuPerMillion)).isEqualTo(2_000, within(1e-9));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        assertThat(Rounds.median(4, 1, 3, 2)).isEqualTo(2.5);
        assertThat(Rounds.median()).isNaN();
    }

    private static Run run(Map<String, Double> cpuSeconds, long delivered) {
        return new Run(new Window(delivered, delivered, Window.histogram()), cpuSeconds, 0);
    }
}
