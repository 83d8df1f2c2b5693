package chatroom.gateway.upstream;

import chatroom.gateway.routing.Upstream;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Follows the chat pods that come and go behind a name, such as a headless Service's, where
/// `CHAT_BY_DNS` is set. (The JVM keeps an answer for `sun.net.inetaddr.ttl` seconds, 30 unless it
/// is told otherwise.)
@Singleton
final class ChatPods {

    private static final Logger LOG = Logger.getLogger(ChatPods.class);
    private static final Duration AGAIN = Duration.ofSeconds(3);

    /// Who knows the addresses of a name.
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Upstreams upstreams;
    private final List<Origin> named;
    private final boolean wanted;
    private Set<Origin> known = Set.of();
    private @Nullable Thread thread;

    @Inject
    ChatPods(
            Upstreams upstreams,
            @ConfigProperty(name = "CHAT_URLS") List<String> urls,
            @ConfigProperty(name = "CHAT_BY_DNS") boolean wanted) {
        this.upstreams = upstreams;
        this.named = urls.stream().map(Origin::parse).toList();
        this.wanted = wanted;
    }

    void start(@Observes StartupEvent started) {
        if (wanted) {
            look(InetAddress::getAllByName);
            thread = Thread.ofVirtual().name("chat-pods").start(this::follow);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(AGAIN);
                look(InetAddress::getAllByName);
            }
        } catch (InterruptedException e) {
            // The gateway stops.
        }
    }

    /// Asks once. While no name is known, who was there last stays: none of them may be reached,
    /// but nobody else could be.
    void look(Names names) {
        var found = new LinkedHashSet<Origin>();
        for (Origin name : named) {
            try {
                for (InetAddress address : names.addresses(name.host())) {
                    found.add(new Origin(address.getHostAddress(), name.port(), name.tls()));
                }
            } catch (UnknownHostException e) {
                LOG.debugf("%s is not known now", name);
            }
        }
        if (!found.isEmpty() && !found.equals(known)) {
            LOG.infof("chat pods: %s", found);
            known = found;
            upstreams.are(Upstream.CHAT, List.copyOf(found));
        }
    }
}
