package chatroom.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Settings whose values lie in files of their own, as `DATABASE_URL_FILE=/run/secrets/database`.
final class SettingFiles {

    private static final String SUFFIX = "_FILE";

    private SettingFiles() {}

    /// The values of the settings that are not given themselves but in a file.
    ///
    /// @param complaints gets a line for each file that can not be read
    static Map<String, String> read(
            UnaryOperator<@Nullable String> given, List<String> complaints) {
        var values = new TreeMap<String, String>();
        for (Setting setting : Settings.ALL) {
            String itself = given.apply(setting.name());
            String file = given.apply(setting.name() + SUFFIX);
            if ((itself == null || itself.isBlank()) && file != null && !file.isBlank()) {
                try {
                    values.put(setting.name(), Files.readString(Path.of(file.strip())).strip());
                } catch (IOException | InvalidPathException e) {
                    complaints.add(
                            setting.name()
                                    + SUFFIX
                                    + ": "
                                    + file
                                    + " can not be read; it should"
                                    + " hold the value of "
                                    + setting.name());
                }
            }
        }
        return values;
    }
}
