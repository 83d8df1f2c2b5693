package chatroom.settings;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One setting of the product, given as an environment variable.
///
/// @param name of the variable
/// @param kind what its value must look like
/// @param fallback the value where none is given; null where there is none
/// @param sentence what it is for, for whoever runs the product
/// @param readers the parts that read it
public record Setting(
        String name, Kind kind, @Nullable String fallback, String sentence, List<Reader> readers) {

    public Setting {
        readers = List.copyOf(readers);
    }

    /// A part of the product that reads settings.
    public enum Reader {
        GATEWAY,
        IDENTITY,
        CHAT,
        AI,
        SMS,
        LAUNCHER
    }

    /// What is wrong with a value that was given.
    ///
    /// @return one line, `<NAME>: <what is wrong>; <sentence>`, that never quotes a secret; empty
    ///   where the value is right, or blank, which counts as not given
    public Optional<String> complaint(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return Optional.empty();
        }
        return kind.problem(given.strip()).map(problem -> name + ": " + problem + "; " + sentence);
    }
}
