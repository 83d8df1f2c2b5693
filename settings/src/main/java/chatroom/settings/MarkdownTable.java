package chatroom.settings;

import java.util.Locale;
import java.util.stream.Collectors;

/// The catalogue as the README shows it.
public final class MarkdownTable {

    private MarkdownTable() {}

    /// Prints the table, to be pasted between the README's markers.
    public static void main(String[] args) {
        System.out.print(render());
    }

    /// The table, each line ended by a line feed.
    public static String render() {
        return Settings.ALL.stream()
                .map(MarkdownTable::row)
                .collect(
                        Collectors.joining(
                                "",
                                "| Name | Type | Default | What | Read by |\n|---|---|---|---|---|\n",
                                ""));
    }

    private static String row(Setting setting) {
        String fallback = setting.fallback() == null ? "" : "`" + setting.fallback() + "`";
        String readers =
                setting.readers().stream()
                        .map(reader -> reader.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        setting.kind().label(),
                        fallback,
                        setting.sentence(),
                        readers);
    }
}
