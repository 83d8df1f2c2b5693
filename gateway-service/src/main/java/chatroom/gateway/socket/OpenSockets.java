package chatroom.gateway.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Every open tunnel, so that the end of the gateway is not the end of a conversation: clients are
/// told to come back (1001) instead of being dropped.
@Singleton
public final class OpenSockets {

    private static final Logger LOG = Logger.getLogger(OpenSockets.class);

    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
    private final Counter opened;
    private volatile boolean draining;

    @Inject
    public OpenSockets(MeterRegistry metrics) {
        metrics.gaugeCollectionSize("gateway.sockets.open", List.of(), tunnels);
        this.opened = metrics.counter("gateway.sockets.opened");
    }

    /// Whether no more sockets are taken.
    boolean draining() {
        return draining;
    }

    void join(Channel client, Channel pod) {
        Tunnel tunnel;
        try {
            tunnel = Tunnel.join(client, pod);
        } catch (Exception e) {
            LOG.error("A socket could not be joined with its pod", e);
            client.close();
            pod.close();
            return;
        }
        opened.increment();
        tunnels.add(tunnel);
        client.closeFuture().addListener(closed -> tunnels.remove(tunnel));
        if (draining) {
            tunnel.goAway();
        }
    }

    /// Takes no more sockets, and tells every client of one to come back elsewhere.
    public void sendElsewhere() {
        draining = true;
        LOG.infof("Sending %d sockets elsewhere", tunnels.size());
        tunnels.forEach(Tunnel::goAway);
    }
}
