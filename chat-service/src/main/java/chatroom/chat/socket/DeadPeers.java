package chatroom.chat.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Finds peers that are gone without a word: a sleeping laptop, a lost network, a NAT that forgot
/// the connection. Every socket is pinged at a fixed interval, and one whose peer sent nothing for
/// longer, neither frames nor pongs, is dropped. One sweep serves all sockets: ten thousand timers
/// would cost more than they find.
///
/// The gateway relies on these pings: a pod that sends nothing for longer is gone (see
/// `chatroom.gateway.socket.OpenSockets`).
@ApplicationScoped
class DeadPeers {

    private static final Logger LOG = Logger.getLogger(DeadPeers.class);

    private final OpenConversations open;
    private final long pingIntervalNanos;
    private final long silenceLimitNanos;
    private final Counter dropped;

    DeadPeers(
            OpenConversations open,
            MeterRegistry metrics,
            @ConfigProperty(name = "chat.sockets.ping-interval") Duration pingInterval,
            @ConfigProperty(name = "chat.sockets.silence-limit") Duration silenceLimit) {
        this.open = open;
        this.pingIntervalNanos = pingInterval.toNanos();
        this.silenceLimitNanos = silenceLimit.toNanos();
        this.dropped =
                Counter.builder("chat.sockets.dead")
                        .description("sockets dropped because their peer did not answer pings")
                        .register(metrics);
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = ApplicationNotRunning.class)
    void sweep() {
        sweep(System.nanoTime());
    }

    void sweep(long now) {
        int dead = 0;
        for (Conversation conversation : open.all()) {
            if (now - conversation.heardAt() > silenceLimitNanos) {
                open.remove(conversation);
                conversation.drop();
                dead++;
            } else if (conversation.takePing(now, pingIntervalNanos)) {
                conversation.subscriber().ping();
            }
        }
        if (dead > 0) {
            dropped.increment(dead);
            LOG.infof("Dropped %d sockets whose peers did not answer pings", dead);
        }
    }
}
