package chatroom.standalone;

import chatroom.settings.Setting;
import chatroom.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The settings that were given: the environment, then the file `.env`.
final class GivenSettings {

    private final Map<String, String> given;

    private GivenSettings(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    /// Reads both.
    ///
    /// @param file lines `NAME=value`, of which the catalogue's names count; need not exist
    static GivenSettings read(Map<String, String> environment, Path file) {
        var given = new HashMap<String, String>();
        Map<String, String> lines = lines(file);
        for (Setting setting : Settings.ALL) {
            String name = setting.name();
            String value = environment.getOrDefault(name, "");
            given.put(name, value.isBlank() ? lines.getOrDefault(name, "") : value.strip());
        }
        return new GivenSettings(given);
    }

    /// None at all.
    static GivenSettings none() {
        return new GivenSettings(Map.of());
    }

    /// What was given, or an empty text.
    String get(String name) {
        return given.getOrDefault(name, "");
    }

    /// What was given, or this.
    String get(String name, String otherwise) {
        String value = get(name);
        return value.isBlank() ? otherwise : value;
    }

    /// What was given and is not blank.
    Map<String, String> all() {
        var all = new HashMap<>(given);
        all.values().removeIf(String::isBlank);
        return all;
    }

    /// What is wrong with them, one line each.
    List<String> complaints() {
        return Settings.ALL.stream()
                .flatMap(setting -> setting.complaint(get(setting.name())).stream())
                .toList();
    }

    private static Map<String, String> lines(Path file) {
        var lines = new HashMap<String, String>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    int equals = line.indexOf('=');
                    if (equals > 0 && !line.startsWith("#")) {
                        lines.put(
                                line.substring(0, equals).strip(),
                                unquoted(line.substring(equals + 1).strip()));
                    }
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() > 1
                        && (value.startsWith("\"") && value.endsWith("\"")
                                || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
