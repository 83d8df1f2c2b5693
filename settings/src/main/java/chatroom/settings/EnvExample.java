package chatroom.settings;

import java.util.stream.Collectors;

/// The catalogue as `.env.example`: every setting, switched off, with its default.
public final class EnvExample {

    private static final String HEAD =
            """
            # Copy to .env and take away the # of what you want to change: ./chatroom reads it.
            # A variable that the environment has already goes before its line here.
            """;

    private EnvExample() {}

    /// Prints the file.
    public static void main(String[] args) {
        System.out.print(render());
    }

    /// The file's content.
    public static String render() {
        return Settings.ALL.stream()
                .map(EnvExample::entry)
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String entry(Setting setting) {
        return "\n# %s (%s)\n#%s=%s\n"
                .formatted(
                        setting.sentence(),
                        setting.kind().label(),
                        setting.name(),
                        setting.fallback() == null ? "" : setting.fallback());
    }
}
