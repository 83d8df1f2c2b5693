package chatroom.chat.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A list as every call answers it.
///
/// @param next what to pass as `cursor` for the rest; null where this is all
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Schema(nullable = true) @Nullable String next) {
    /// A list with nothing behind it.
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }
}
