package chatroom.ai.reply;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Hands turns to workers: at once when something was read here, and twice a second to find what
/// other processes left.
@ApplicationScoped
public class TurnDesk {

    private static final Logger LOG = Logger.getLogger(TurnDesk.class);
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Turns turns;
    private final TurnTaker taker;
    private final Tracer tracer;
    private final int workers;
    private final Semaphore free;
    private final Semaphore news = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private boolean troubled;
    private volatile boolean closing;

    /// @param workers turns that this process takes at the same time, and so calls to a provider
    TurnDesk(
            Turns turns,
            TurnTaker taker,
            Tracer tracer,
            @ConfigProperty(name = "chatroom.workers") int workers) {
        this.turns = turns;
        this.taker = taker;
        this.tracer = tracer;
        this.workers = workers;
        this.free = new Semaphore(workers);
    }

    void start(@Observes StartupEvent started) {
        Thread.ofVirtual().name("turns").start(this::dispatch);
    }

    /// Something may be due.
    public void wake() {
        news.release();
    }

    private void dispatch() {
        while (!closing) {
            try {
                free.acquire();
                Optional<Turn> turn = claim();
                if (turn.isPresent()) {
                    Turn claimed = turn.get();
                    threads.execute(() -> take(claimed));
                } else {
                    free.release();
                    news.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Optional<Turn> claim() {
        try {
            Optional<Turn> turn = turns.claim();
            troubled = false;
            return turn;
        } catch (SQLException | RuntimeException e) {
            if (!troubled) {
                LOG.warnf("no turn can be taken for now: %s", Faults.describe(e));
            }
            troubled = true;
            return Optional.empty();
        }
    }

    private void take(Turn turn) {
        try {
            Span span = TurnSpan.begin(tracer, turn);
            try (Scope _ = span.makeCurrent()) {
                // A span that is not ended is not told: of a turn that was put off nothing is.
                if (attempt(turn)) {
                    span.end();
                }
            }
        } finally {
            free.release();
            wake();
        }
    }

    /// @return false where it was too early
    private boolean attempt(Turn turn) {
        try {
            Optional<Duration> wait = taker.take(turn);
            wait.ifPresent(time ->
                    CompletableFuture.delayedExecutor(time.toMillis() + 5, TimeUnit.MILLISECONDS)
                            .execute(this::wake));
            return wait.isEmpty();
        } catch (LeaseLostException e) {
            LOG.infof("%s", e.getMessage());
            TurnSpan.failed(e);
        } catch (InterruptedException e) {
            TurnSpan.failed(e);
            handBack(turn, Duration.ZERO);
        } catch (SQLException | RuntimeException | Error e) {
            boolean passes = Faults.passes(e);
            LOG.warnf(
                    "turn %d failed and %s: %s",
                    turn.id(), passes ? "is tried again" : "is given up", Faults.describe(e));
            TurnSpan.failed(e);
            if (passes) {
                handBack(turn, pause(turn));
            } else {
                giveUp(turn);
            }
        }
        return true;
    }

    private static Duration pause(Turn turn) {
        Duration pause = AFTER_ERROR.multipliedBy(turn.attempts());
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void giveUp(Turn turn) {
        try {
            taker.giveUp(turn);
        } catch (InterruptedException e) {
            handBack(turn, Duration.ZERO);
        } catch (SQLException | RuntimeException | Error e) {
            // Its lease runs out by itself.
            LOG.warnf("turn %d could not be given up: %s", turn.id(), Faults.describe(e));
        }
    }

    private void handBack(Turn turn, Duration pause) {
        try {
            turns.putOff(turn, pause);
        } catch (SQLException | RuntimeException e) {
            // Its lease runs out by itself.
            LOG.infof("turn %d could not be handed back: %s", turn.id(), Faults.describe(e));
        }
    }

    void stop(@Observes @Priority(20) ShutdownEvent stopping) {
        closing = true;
        wake();
        try {
            if (!free.tryAcquire(workers, GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                free.tryAcquire(workers, GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
