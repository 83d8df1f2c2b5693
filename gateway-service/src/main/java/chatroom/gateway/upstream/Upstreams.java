package chatroom.gateway.upstream;

import chatroom.gateway.routing.Upstream;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The processes of each service, and which of them to try first.
@Singleton
public final class Upstreams {

    private static final Logger LOG = Logger.getLogger(Upstreams.class);

    /// How long a process that could not be reached is tried last.
    private static final long SHUNNED_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<Upstream, List<Origin>> origins = new ConcurrentHashMap<>();
    private final Map<Origin, Long> unreachableSince = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    @Inject
    public Upstreams(
            @ConfigProperty(name = "IDENTITY_URL") String identity,
            @ConfigProperty(name = "CHAT_URLS") List<String> chat,
            @ConfigProperty(name = "AI_URL") String ai,
            @ConfigProperty(name = "SMS_URL") String sms) {
        origins.put(Upstream.IDENTITY, List.of(Origin.parse(identity)));
        origins.put(Upstream.CHAT, chat.stream().map(Origin::parse).toList());
        origins.put(Upstream.AI, List.of(Origin.parse(ai)));
        origins.put(Upstream.SMS, List.of(Origin.parse(sms)));
    }

    /// Where to try, best first. A room's calls and sockets meet on one process; calls without a
    /// room take turns.
    public List<Origin> candidates(Upstream upstream, @Nullable String room) {
        List<Origin> all = origins.getOrDefault(upstream, List.of());
        if (all.size() < 2) {
            return all;
        }
        var ordered = new ArrayList<>(room == null ? all : Rendezvous.order(room, all));
        if (room == null) {
            Collections.rotate(ordered, turn.getAndIncrement() % all.size());
        }
        if (!unreachableSince.isEmpty()) {
            List<Origin> shunned = ordered.stream().filter(this::isShunned).toList();
            ordered.removeAll(shunned);
            ordered.addAll(shunned);
        }
        return ordered;
    }

    /// Takes what is there now for what was there before.
    void are(Upstream upstream, List<Origin> now) {
        origins.put(upstream, List.copyOf(now));
        unreachableSince.keySet().removeIf(origin -> isGone(origin));
    }

    private boolean isGone(Origin origin) {
        return origins.values().stream().noneMatch(all -> all.contains(origin));
    }

    void unreachable(Origin origin, Throwable cause) {
        if (unreachableSince.put(origin, System.nanoTime()) == null) {
            LOG.warnf("%s can not be reached: %s", origin, cause.getMessage());
        }
    }

    void reached(Origin origin) {
        if (!unreachableSince.isEmpty() && unreachableSince.remove(origin) != null) {
            LOG.infof("%s can be reached again", origin);
        }
    }

    private boolean isShunned(Origin origin) {
        Long since = unreachableSince.get(origin);
        return since != null && System.nanoTime() - since < SHUNNED_NANOS;
    }
}
