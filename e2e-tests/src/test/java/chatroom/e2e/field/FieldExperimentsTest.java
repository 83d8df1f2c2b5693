package chatroom.e2e.field;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.e2e.field.FieldExperiment.Result;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FieldExperimentsTest {

    private record Scripted(String name, Result result) implements FieldExperiment {
        @Override
        public String purpose() {
            return "is scripted";
        }

        @Override
        public Result run(List<String> options, Consumer<String> progress) {
            if (!options.isEmpty()) {
                throw new IllegalArgumentException("unknown: " + options.getFirst());
            }
            return result;
        }
    }

    private static final FieldExperiment GOOD = new Scripted("good", new Result("lost=0", true));
    private static final FieldExperiment BAD = new Scripted("bad", new Result("lost=3", false));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(String... arguments) {
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return FieldExperiments.run(List.of(GOOD, BAD), List.of(arguments), out);
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMetBarExitsWithZero() {
        assertThat(run("good")).isZero();
        assertThat(output()).contains("good: lost=0");
    }

    @Test
    void aMissedBarExitsWithOne() {
        assertThat(run("all")).isEqualTo(1);
        assertThat(output()).contains("good: lost=0", "bad: lost=3", "Missed: bad");
    }

    @Test
    void anExperimentThatThisMachineDoesNotAllowIsSkippedAndSaysSo() {
        FieldExperiment impossible =
                new FieldExperiment() {
                    @Override
                    public String name() {
                        return "impossible";
                    }

                    @Override
                    public String purpose() {
                        return "needs root";
                    }

                    @Override
                    public Result run(List<String> options, Consumer<String> progress)
                            throws NotPossibleHereException {
                        throw new NotPossibleHereException("it needs root");
                    }
                };
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        assertThat(FieldExperiments.run(List.of(GOOD, impossible), List.of("all"), out))
                .isEqualTo(3);
        assertThat(output()).contains("impossible: skipped, it needs root");
        assertThat(FieldExperiments.run(List.of(BAD, impossible), List.of("all"), out))
                .isEqualTo(1);
    }

    @Test
    void anUnknownNameOrOptionExitsWithTwo() {
        assertThat(run("ugly")).isEqualTo(2);
        assertThat(run("good", "--fast")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void everyExperimentHasANameOfItsOwn() {
        assertThat(FieldExperiments.ALL).extracting(FieldExperiment::name).doesNotHaveDuplicates();
    }
}
