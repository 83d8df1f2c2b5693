package chatroom.bench.scenario;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// Results as Markdown.
public final class Table {

    private final PrintStream out;

    public Table(PrintStream out) {
        this.out = out;
    }

    void title(String format, Object... values) {
        out.println();
        out.println("### " + String.format(Locale.ROOT, format, values));
        out.println();
    }

    void head(String... columns) {
        row(List.of(columns));
        row(java.util.stream.Stream.of(columns).map(column -> "---").toList());
    }

    void row(List<String> cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }

    void line(String format, Object... values) {
        out.println();
        out.println(String.format(Locale.ROOT, format, values));
    }

    /// A goal, and whether it is reached.
    void goal(boolean reached, String format, Object... values) {
        line(
                "%s: %s",
                reached ? "**Reached**" : "**Not reached**",
                String.format(Locale.ROOT, format, values));
    }

    static String number(double value) {
        return Double.isNaN(value)
                ? ""
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
