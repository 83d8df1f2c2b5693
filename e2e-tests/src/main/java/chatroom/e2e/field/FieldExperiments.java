package chatroom.e2e.field;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// `./chatroom experiment field NAME [OPTIONS]`: runs one experiment, or all of them in turn.
public final class FieldExperiments {

    private static final int SKIPPED = 3;

    static final List<FieldExperiment> ALL =
            List.of(
                    new FirstReplyExperiment(),
                    new FuzzExperiment(),
                    new HostileExperiment(),
                    new SilentNetwork(),
                    new FullDisk(),
                    new Away(),
                    new ColdStart());

    private FieldExperiments() {}

    /// Runs what the arguments name.
    ///
    /// @return the exit code: 0 where every bar is met, 1 where one is missed or an experiment
    ///   fails, 2 for a wrong command line, 3 where no bar is missed but an experiment was skipped
    ///   because this machine does not allow it
    public static int run(List<String> arguments, PrintStream out) {
        return run(ALL, arguments, out);
    }

    static int run(List<FieldExperiment> known, List<String> arguments, PrintStream out) {
        if (arguments.isEmpty()) {
            out.println("usage: ./chatroom experiment field all|NAME [OPTIONS]");
            known.forEach(one -> out.printf("  %-14s %s%n", one.name(), one.purpose()));
            return 2;
        }
        String name = arguments.getFirst();
        List<FieldExperiment> chosen =
                known.stream()
                        .filter(one -> name.equals("all") || one.name().equals(name))
                        .toList();
        if (chosen.isEmpty()) {
            out.println("There is no experiment " + name + ".");
            return 2;
        }
        List<String> options = List.copyOf(arguments.subList(1, arguments.size()));
        var missed = new ArrayList<String>();
        var skipped = new ArrayList<String>();
        for (FieldExperiment one : chosen) {
            try {
                FieldExperiment.Result result = one.run(options, out::println);
                out.println(one.name() + ": " + result.line());
                if (!result.passed()) {
                    missed.add(one.name());
                }
            } catch (NotPossibleHereException e) {
                out.println(one.name() + ": skipped, " + e.getMessage());
                skipped.add(one.name());
            } catch (IllegalArgumentException e) {
                out.println(one.name() + ": " + e.getMessage());
                return 2;
            } catch (Exception | AssertionError e) {
                e.printStackTrace(out);
                missed.add(one.name());
            }
        }
        if (!missed.isEmpty()) {
            out.println("Missed: " + String.join(", ", missed));
            return 1;
        }
        if (!skipped.isEmpty()) {
            out.println("Skipped: " + String.join(", ", skipped));
            return SKIPPED;
        }
        out.println("Every bar is met.");
        return 0;
    }
}
