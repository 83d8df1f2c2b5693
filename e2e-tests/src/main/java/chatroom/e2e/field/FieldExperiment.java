package chatroom.e2e.field;

import java.util.List;
import java.util.function.Consumer;

/// One experiment. It starts the product that it needs and stops it again.
interface FieldExperiment {

    /// The name on the command line, such as `hostile`.
    String name();

    /// One sentence for the list of experiments.
    String purpose();

    /// Runs it.
    ///
    /// @param options the rest of the command line, such as `--rounds 20`
    /// @param progress takes lines for the person who waits
    /// @throws IllegalArgumentException for an option that does not exist; the message names it
    Result run(List<String> options, Consumer<String> progress) throws Exception;

    /// The outcome of an experiment.
    ///
    /// @param line the figures, such as `poison=10000 deadlettered=9127 lag=0 lost=0 gap=0`
    /// @param passed whether the figures meet the bar
    record Result(String line, boolean passed) {}
}
