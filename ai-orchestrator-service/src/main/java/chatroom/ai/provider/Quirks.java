package chatroom.ai.provider;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Remembers the quirks of models, by address and model.
public interface Quirks {

    /// Those that are known.
    Set<Quirk> of(Endpoint endpoint);

    /// Remembers one.
    void learn(Endpoint endpoint, Quirk quirk);

    /// Quirks that are remembered as long as the process lives.
    static Quirks inMemory() {
        return new Quirks() {
            private final Map<String, EnumSet<Quirk>> known = new HashMap<>();

            @Override
            public synchronized Set<Quirk> of(Endpoint endpoint) {
                return Set.copyOf(set(endpoint));
            }

            @Override
            public synchronized void learn(Endpoint endpoint, Quirk quirk) {
                set(endpoint).add(quirk);
            }

            private EnumSet<Quirk> set(Endpoint endpoint) {
                return known.computeIfAbsent(
                        endpoint.place() + " " + endpoint.model(),
                        key -> EnumSet.noneOf(Quirk.class));
            }
        };
    }
}
