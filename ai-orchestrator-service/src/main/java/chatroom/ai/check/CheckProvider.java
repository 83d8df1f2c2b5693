package chatroom.ai.check;

import chatroom.ai.voices.ProviderCheck;
import chatroom.settings.Setting;
import chatroom.settings.Settings;
import java.util.Map;

/// Asks the configured provider one question and prints in plain words what works. Ends with 0
/// where personas can speak with it, else with 1.
public final class CheckProvider {

    private CheckProvider() {}

    /// @param arguments none: the settings are environment variables
    public static void main(String[] arguments) throws InterruptedException {
        ProviderCheck.Report report = ProviderCheck.run(name -> value(System.getenv(), name));
        report.lines().forEach(System.out::println);
        System.exit(report.works() ? 0 : 1);
    }

    /// The setting's value, its default where none was given, or an empty text.
    static String value(Map<String, String> environment, String name) {
        String given = environment.getOrDefault(name, "");
        return given.isBlank() ? fallback(name) : given.strip();
    }

    private static String fallback(String name) {
        Setting found =
                Settings.ALL.stream()
                        .filter(setting -> setting.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        String fallback = found.fallback();
        return fallback == null ? "" : fallback;
    }
}
