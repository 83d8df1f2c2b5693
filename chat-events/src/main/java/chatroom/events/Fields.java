package chatroom.events;

import chatroom.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the fields of events and states may hold. The records apply it to themselves, so that it
/// holds for what this service writes and for what it reads of others.
final class Fields {

    /// Characters of a text at most, with room to spare for what a model writes.
    private static final int LONGEST_TEXT = 16_000;

    /// Characters of a name or an id at most.
    private static final int LONGEST_NAME = 256;

    private Fields() {}

    /// A field that every record of its kind has.
    ///
    /// @throws IllegalArgumentException where it is missing
    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    /// A text, cleaned.
    ///
    /// @throws IllegalArgumentException where it is missing or too long
    static String text(String field, @Nullable String value) {
        String clean = Text.clean(present(field, value));
        if (!Text.fits(clean, LONGEST_TEXT)) {
            throw new IllegalArgumentException(field + " is too long");
        }
        return clean;
    }

    /// A name or an id, as it is.
    ///
    /// @throws IllegalArgumentException where it is missing, blank, too long, or holds control
    ///   characters
    static String name(String field, @Nullable String value) {
        String name = present(field, value);
        Text.refusal(name, LONGEST_NAME)
                .ifPresent(reason -> {
                    throw new IllegalArgumentException(field + " " + reason);
                });
        return name;
    }

    /// Names or ids, each like [#name(String, String)].
    static List<String> names(String field, @Nullable List<@Nullable String> values) {
        return present(field, values).stream().map(value -> name(field, value)).toList();
    }
}
