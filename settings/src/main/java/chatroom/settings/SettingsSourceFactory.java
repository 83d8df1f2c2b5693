package chatroom.settings;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/// Brings the catalogue into a service: checks what is given, gives defaults for the rest, and
/// takes `DATABASE_URL` apart into `chatroom.database.jdbc-url`, `chatroom.database.username` and
/// `chatroom.database.password`.
///
/// `NAME_FILE` names a file that has the value of `NAME`, which is how secrets are mounted.
///
/// A default is there for `${NAME}` in a service's configuration like a value that was given; a
/// setting without default needs `${NAME:}`. A blank value counts as not given. A wrong value stops
/// the start with one line that says what is wrong.
public final class SettingsSourceFactory implements ConfigSourceFactory {

    /// The exit code of a start that wrong settings stopped.
    private static final int MISUSED = 2;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        UnaryOperator<@Nullable String> told = name -> value(context.getValue(name));
        var complaints = new ArrayList<String>();
        Map<String, String> files = SettingFiles.read(told, complaints);
        UnaryOperator<@Nullable String> given =
                name -> {
                    String value = told.apply(name);
                    return value == null || value.isBlank() ? files.get(name) : value;
                };
        Settings.ALL.forEach(setting ->
                setting.complaint(given.apply(setting.name())).ifPresent(complaints::add));
        if (!complaints.isEmpty()) {
            refuse(new WrongSettingException(complaints));
        }
        return List.of(
                SettingsSource.defaults(),
                SettingsSource.files(files),
                SettingsSource.insteadOfBlanks(told),
                SettingsSource.watchers(given),
                SettingsSource.database(given.apply(Settings.DATABASE_URL)));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(100);
    }

    /// Ends the process where it is a service that starts: Quarkus would bury the line in a stack
    /// trace, and nothing that would have to be stopped runs yet. A build or a test gets the
    /// exception.
    private static void refuse(WrongSettingException wrong) {
        boolean starting =
                ApplicationLifecycleManager.getCurrentApplication() != null
                        && LaunchMode.current() == LaunchMode.NORMAL;
        if (!starting) {
            throw wrong;
        }
        System.err.println(wrong.getMessage());
        Runtime.getRuntime().halt(MISUSED);
    }

    private static @Nullable String value(@Nullable ConfigValue given) {
        return given == null ? null : given.getValue();
    }
}
