package chatroom.chat.live;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who comes and goes. In a room of many, a notice each would cost the square of their number:
/// there they are gathered and told once a second. Not thread-safe.
final class JoinNotices {

    /// Sockets on this pod above which notices are gathered.
    static final int LARGE_ROOM = 50;

    private final Set<String> joined = new LinkedHashSet<>();
    private final Set<String> left = new LinkedHashSet<>();

    /// @return whether to tell it at once
    boolean joined(String name, int sockets) {
        if (sockets <= LARGE_ROOM) {
            return true;
        }
        if (!left.remove(name)) {
            joined.add(name);
        }
        return false;
    }

    /// @return whether to tell it at once
    boolean left(String name, int sockets) {
        if (sockets <= LARGE_ROOM) {
            return true;
        }
        if (!joined.remove(name)) {
            left.add(name);
        }
        return false;
    }

    /// What was gathered since the last time; empty where nothing was.
    Optional<Map<String, List<String>>> drain() {
        if (joined.isEmpty() && left.isEmpty()) {
            return Optional.empty();
        }
        var gathered = Map.of("joined", List.copyOf(joined), "left", List.copyOf(left));
        joined.clear();
        left.clear();
        return Optional.of(gathered);
    }
}
