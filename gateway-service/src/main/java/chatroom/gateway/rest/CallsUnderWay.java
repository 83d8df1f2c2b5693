package chatroom.gateway.rest;

import chatroom.gateway.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Counts the calls that are being answered, so that the gateway can end between two of them.
@Singleton
public final class CallsUnderWay implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(CallsUnderWay.class);

    private int count;
    private boolean refusing;

    @Inject
    public CallsUnderWay(MeterRegistry metrics) {
        metrics.gauge("gateway.calls.under.way", this, CallsUnderWay::count);
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (begin()) {
            ctx.addEndHandler(ended -> end());
            ctx.next();
        } else {
            Problem.UNAVAILABLE.send(ctx);
        }
    }

    /// Refuses new calls and waits for those under way.
    ///
    /// @param patience how long at most
    public synchronized void finish(Duration patience) throws InterruptedException {
        refusing = true;
        long deadline = System.nanoTime() + patience.toNanos();
        while (count > 0) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                LOG.warnf("%d calls are cut off", count);
                return;
            }
            wait(left);
        }
    }

    private synchronized int count() {
        return count;
    }

    private synchronized boolean begin() {
        if (!refusing) {
            count++;
        }
        return !refusing;
    }

    private synchronized void end() {
        count--;
        notifyAll();
    }
}
