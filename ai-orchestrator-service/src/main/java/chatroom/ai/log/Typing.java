package chatroom.ai.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Who is writing, as far as this pod has read. It only ever delays an answer a little, so it is
/// kept nowhere else.
@ApplicationScoped
public class Typing {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Map<String, Map<String, Instant>> rooms = new ConcurrentHashMap<>();

    void typed(String room, String name, Instant now) {
        rooms.compute(
                room,
                (id, names) -> {
                    Map<String, Instant> typing = names == null ? new ConcurrentHashMap<>() : names;
                    typing.values().removeIf(since -> since.plus(FRESH).isBefore(now));
                    typing.put(name, now);
                    return typing;
                });
    }

    void spoke(String room, String name) {
        rooms.computeIfPresent(
                room,
                (id, names) -> {
                    names.remove(name);
                    return names.isEmpty() ? null : names;
                });
    }

    /// People who were writing within the last five seconds.
    public Set<String> in(String room, Instant now) {
        return rooms.getOrDefault(room, Map.of()).entrySet().stream()
                .filter(typing -> !typing.getValue().plus(FRESH).isBefore(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
