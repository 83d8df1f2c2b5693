package chatroom.settings;

import chatroom.settings.Setting.Reader;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/// Which services read each setting, as a YAML file of the Helm chart: a value that one service
/// reads restarts that service alone.
public final class ReadersFile {

    private static final String HEAD =
            "# The services that read each setting, printed by chatroom.settings.ReadersFile.\n";

    private ReadersFile() {}

    /// Prints the file.
    public static void main(String[] args) {
        System.out.print(render());
    }

    /// The file: `NAME: [service, …]`, by name. Settings of the launcher alone are left out.
    public static String render() {
        return Settings.ALL.stream()
                .sorted(Comparator.comparing(Setting::name))
                .filter(setting -> setting.readers().stream().anyMatch(ReadersFile::isService))
                .map(setting ->
                        setting.readers().stream()
                                .filter(ReadersFile::isService)
                                .map(reader -> reader.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ", setting.name() + ": [", "]\n")))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static boolean isService(Reader reader) {
        return reader != Reader.LAUNCHER;
    }
}
