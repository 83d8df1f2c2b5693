package chatroom.roomlog;

import java.util.HashMap;
import java.util.Map;

final class Properties {
    private Properties() {}

    /// What the operator set, with what this use of Kafka can not do without on top.
    static Map<String, Object> merge(Map<String, Object> given, Map<String, Object> needed) {
        var merged = new HashMap<>(given);
        merged.putAll(needed);
        return merged;
    }
}
