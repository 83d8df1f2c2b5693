package chatroom.gateway.socket;

import chatroom.gateway.socket.Tunnel.Fault;
import chatroom.gateway.socket.Tunnel.Limits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Every open tunnel. One sweep finds those with a silent or a slow end: ten thousand timers would
/// cost more. When the gateway ends, clients are told to come back (1001) instead of being dropped.
///
/// A pod pings its sockets every 8 s, and clients answer: both connections of a tunnel hear
/// something that often, whatever people do, and one that hears nothing for the silence limit is
/// dead.
@Singleton
public final class OpenSockets {

    private static final Logger LOG = Logger.getLogger(OpenSockets.class);
    private static final long SWEEP_MILLIS = 1_000;

    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
    private final MeterRegistry metrics;
    private final Limits limits;
    private final Counter opened;
    private volatile boolean draining;

    @Inject
    public OpenSockets(
            Vertx vertx,
            MeterRegistry metrics,
            @ConfigProperty(name = "gateway.sockets.silence-limit") Duration silence,
            @ConfigProperty(name = "gateway.sockets.slow-limit") Duration slow) {
        this.metrics = metrics;
        this.limits = new Limits(silence, slow);
        metrics.gaugeCollectionSize("gateway.sockets.open", List.of(), tunnels);
        this.opened = metrics.counter("gateway.sockets.opened");
        vertx.setPeriodic(SWEEP_MILLIS, due -> sweep(System.nanoTime()));
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

    private void sweep(long now) {
        for (Tunnel tunnel : tunnels) {
            Fault fault = tunnel.fault(now, limits);
            if (fault != Fault.NONE) {
                metrics.counter(
                                "gateway.sockets.cut",
                                "reason",
                                fault.name().toLowerCase(Locale.ROOT))
                        .increment();
                tunnel.end(fault);
            }
        }
    }

    /// Takes no more sockets, and tells every client of one to come back elsewhere.
    public void sendElsewhere() {
        draining = true;
        LOG.infof("Sending %d sockets elsewhere", tunnels.size());
        tunnels.forEach(Tunnel::goAway);
    }
}
