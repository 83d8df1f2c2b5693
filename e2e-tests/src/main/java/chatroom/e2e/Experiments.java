package chatroom.e2e;

import chatroom.e2e.crash.CrashExperiment;
import chatroom.e2e.field.FieldExperiments;
import java.util.Arrays;
import java.util.List;

/// The program behind `./chatroom experiment`.
public final class Experiments {
    private Experiments() {}

    /// Exits with 0 where the experiment is good, 1 where it is not, 2 for a wrong command line.
    public static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        if (!words.isEmpty() && words.getFirst().equals("field")) {
            System.exit(FieldExperiments.run(words.subList(1, words.size()), System.out));
        }
        CrashExperiment.main(arguments);
    }
}
