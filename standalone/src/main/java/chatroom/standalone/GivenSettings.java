package chatroom.standalone;

import chatroom.settings.Setting;
import chatroom.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The settings that were given: the environment, then the file `.env`.
final class GivenSettings {

    private final Map<String, String> given;
    private final List<String> ofFile;

    private GivenSettings(Map<String, String> given, List<String> ofFile) {
        this.given = Map.copyOf(given);
        this.ofFile = List.copyOf(ofFile);
    }

    /// Reads both.
    ///
    /// @param path of an {@link EnvFile}, of which the catalogue's names count; need not exist
    static GivenSettings read(Map<String, String> environment, Path path) {
        var given = new HashMap<String, String>();
        EnvFile file = EnvFile.read(path);
        for (Setting setting : Settings.ALL) {
            String name = setting.name();
            String value = environment.getOrDefault(name, "");
            given.put(name, value.isBlank() ? file.values().getOrDefault(name, "") : value.strip());
        }
        return new GivenSettings(given, file.complaints());
    }

    /// None at all.
    static GivenSettings none() {
        return new GivenSettings(Map.of(), List.of());
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

    /// The address that the gateway listens on, where the command line names none.
    ///
    /// @throws CanNotStartException where it is not one of this machine
    Listen listen() {
        String address = get("GATEWAY_LISTEN");
        try {
            return address.isBlank() ? Listen.LOOPBACK : Listen.parse(address);
        } catch (IllegalArgumentException e) {
            throw new CanNotStartException(String.valueOf(e.getMessage()));
        }
    }

    /// What is wrong with them, one line each.
    List<String> complaints() {
        return Stream.concat(
                        ofFile.stream(),
                        Settings.ALL.stream().flatMap(it -> it.complaint(get(it.name())).stream()))
                .toList();
    }
}
