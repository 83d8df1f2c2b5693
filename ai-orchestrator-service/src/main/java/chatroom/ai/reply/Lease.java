package chatroom.ai.reply;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Keeps a turn's lease while something is being said, and notices when somebody wants it to stop.
final class Lease implements Reciter.Interrupter {

    private static final Logger LOG = Logger.getLogger(Lease.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long RENEW_NANOS = Turns.LEASE.toNanos() / 3;

    private final Turn turn;
    private final Turns turns;
    private final Stops stops;
    private final UUID reply;
    private long looked = System.nanoTime();
    private long renewed = looked;

    Lease(Turn turn, Turns turns, Stops stops, UUID reply) {
        this.turn = turn;
        this.turns = turns;
        this.stops = stops;
        this.reply = reply;
    }

    @Override
    public boolean stop() {
        if (stops.requested(reply)) {
            return true;
        }
        long now = System.nanoTime();
        if (now - looked < LOOK_NANOS) {
            return false;
        }
        looked = now;
        try {
            if (now - renewed >= RENEW_NANOS) {
                boolean stop = turns.renew(turn);
                renewed = now;
                return stop;
            }
            return turns.stopRequested(turn);
        } catch (SQLException e) {
            // The voice goes on: whether the lease held shows when the text is stored.
            LOG.debugf("turn %d could not be looked at: %s", turn.id(), e);
            return false;
        }
    }
}
