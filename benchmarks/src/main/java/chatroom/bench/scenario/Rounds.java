package chatroom.bench.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What contenders did in turns. What is compared is what stood side by side in one round: the
/// machine's mood changes from minute to minute.
final class Rounds {

    private final Map<String, List<Run>> runs = new LinkedHashMap<>();

    void add(String contender, Run run) {
        runs.computeIfAbsent(contender, name -> new ArrayList<>()).add(run);
    }

    Set<String> contenders() {
        return runs.keySet();
    }

    List<Run> of(String contender) {
        return runs.getOrDefault(contender, List.of());
    }

    double median(String contender, ToDoubleFunction<Run> figure) {
        return median(of(contender).stream().mapToDouble(figure).toArray());
    }

    /// The median over the rounds of a comparison within each round.
    double median(String one, String other, ToDoubleBiFunction<Run, Run> comparison) {
        List<Run> ones = of(one);
        List<Run> others = of(other);
        return median(
                IntStream.range(0, Math.min(ones.size(), others.size()))
                        .mapToDouble(round ->
                                comparison.applyAsDouble(ones.get(round), others.get(round)))
                        .toArray());
    }

    static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
