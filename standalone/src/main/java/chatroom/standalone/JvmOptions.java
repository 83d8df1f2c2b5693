package chatroom.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the JVMs of the children are told.
final class JvmOptions {

    private static final List<String> ALWAYS =
            List.of("--enable-native-access=ALL-UNNAMED", "-XX:+ExitOnOutOfMemoryError");

    /// Starts fast and stays small: one collector thread, no second compiler, and no full
    /// collections while it starts only because classes come in or the heap grows from its least.
    private static final List<String> DEMO =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:MetaspaceSize=160m",
                    "-Xms64m");

    /// What a message leaves is garbage at once: a young generation of half the heap, as the
    /// collector would have it, is memory that is touched in turn and wins nothing.
    private static final List<String> LOAD = List.of("-XX:+UseParallelGC", "-XX:MaxNewSize=128m");

    /// Heaps in MB.
    private static final Map<String, Integer> DEMO_HEAP =
            Map.of("kafka", 192, "ai", 256, "chat", 192);

    private static final Map<String, Integer> LOAD_HEAP =
            Map.of("kafka", 1024, "ai", 512, "chat", 1536, "gateway", 1024);

    private final GivenSettings settings;
    private final WarmCaches caches;

    JvmOptions(GivenSettings settings, WarmCaches caches) {
        this.settings = settings;
        this.caches = caches;
    }

    /// The options of a child's JVM: those given in `JAVA_OPTS_<NAME>`, or its profile's.
    ///
    /// @param jar what it runs
    List<String> of(String child, Path jar) {
        var options = new ArrayList<>(ALWAYS);
        String given = settings.get("JAVA_OPTS_" + child.toUpperCase(Locale.ROOT));
        if (!given.isBlank()) {
            options.addAll(List.of(given.strip().split("\\s+")));
            return options;
        }
        boolean load = settings.get("CHATROOM_PROFILE").equals("load");
        options.addAll(load ? LOAD : DEMO);
        int heap = load ? LOAD_HEAP.getOrDefault(child, 384) : DEMO_HEAP.getOrDefault(child, 128);
        options.add("-Xmx" + heap + "m");
        if (!load) {
            options.addAll(caches.options(child, jar));
        }
        return options;
    }
}
