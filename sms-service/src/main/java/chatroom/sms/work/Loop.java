package chatroom.sms.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Does a step again and again on a virtual thread of its own: at once where the last step found
/// something, else after a pause, or when it is woken.
public final class Loop implements AutoCloseable {

    /// One step.
    public interface Step {
        /// @return whether there may be more to do at once
        boolean run() throws Exception;
    }

    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_STEP = Duration.ofSeconds(8);

    private final String name;
    private final Duration pause;
    private final Step step;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    private Loop(String name, Duration pause, Step step) {
        this.name = name;
        this.pause = pause;
        this.step = step;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /// Begins.
    ///
    /// @param pause between steps that find nothing to do
    public static Loop start(String name, Duration pause, Step step) {
        var loop = new Loop(name, pause, step);
        loop.thread.start();
        return loop;
    }

    /// Ends the pause, if there is one now.
    public void wake() {
        woken.release();
    }

    private void run() {
        while (!closing) {
            Duration rest = pause;
            try {
                rest = step.run() ? Duration.ZERO : pause;
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                // The class alone: messages may quote rows, and rows hold numbers.
                LOG.warnf("%s will try again: %s", name, e.getClass().getName());
                LOG.debug(name, e);
                rest = AFTER_FAILURE;
            }
            try {
                if (!rest.isZero() && woken.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Stops after the step under way.
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            if (!thread.join(LAST_STEP)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
