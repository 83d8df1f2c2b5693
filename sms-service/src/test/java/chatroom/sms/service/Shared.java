package chatroom.sms.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Things of the JDK that stand-ins and tests share: they see each other's classes through
/// different loaders, so the map of the class that the system's loader knows is the one for all.
public final class Shared {

    /// Everything, by name.
    public static final Map<String, Object> ALL = new ConcurrentHashMap<>();

    private Shared() {}

    @SuppressWarnings("unchecked")
    static <T> T of(String name, Supplier<T> first) {
        try {
            var all =
                    (Map<String, Object>)
                            Class.forName(
                                            Shared.class.getName(),
                                            true,
                                            ClassLoader.getSystemClassLoader())
                                    .getField("ALL")
                                    .get(null);
            if (all == null) {
                throw new IllegalStateException("nothing is shared");
            }
            return (T) all.computeIfAbsent(name, key -> first.get());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
