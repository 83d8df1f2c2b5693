package chatroom.settings;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/// Brings the catalogue into a service: checks what is given, gives defaults for the rest, and
/// takes `DATABASE_URL` apart into `chatroom.database.jdbc-url`, `chatroom.database.username` and
/// `chatroom.database.password`.
///
/// A default is there for `${NAME}` in a service's configuration like a value that was given; a
/// setting without default needs `${NAME:}`. A blank value counts as not given. A wrong value stops
/// the start with one line that says what is wrong.
public final class SettingsSourceFactory implements ConfigSourceFactory {

    /// The exit code of a start that wrong settings stopped.
    private static final int MISUSED = 2;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        UnaryOperator<@Nullable String> given = name -> value(context.getValue(name));
        List<String> complaints =
                Settings.ALL.stream()
                        .flatMap(setting -> setting.complaint(given.apply(setting.name())).stream())
                        .toList();
        if (!complaints.isEmpty()) {
            refuse(new WrongSettingException(complaints));
        }
        return List.of(
                SettingsSource.defaults(),
                SettingsSource.insteadOfBlanks(given),
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
