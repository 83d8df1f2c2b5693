package chatroom.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One child process, kept alive until it is stopped.
final class Child {

    /// Deaths before it was ever ready: it will not get better by trying.
    private static final int TRIES = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /// Who lived this long died of something new.
    private static final Duration HEALTHY = Duration.ofSeconds(10);

    private static final Duration BETWEEN_PROBES = Duration.ofMillis(40);

    private final ChildSpec spec;
    private final Path log;
    private final PidFile pidFile;
    private final ProcessEvents events;
    private final List<String> prefix;
    private final Duration grace;

    private @Nullable Process process;
    private boolean stopping;
    private boolean pidDue;
    private boolean wasReady;
    private int deaths;
    private long startedAt;

    Child(
            ChildSpec spec,
            Path log,
            PidFile pidFile,
            ProcessEvents events,
            List<String> prefix,
            Duration extraGrace) {
        this.spec = spec;
        this.log = log;
        this.pidFile = pidFile;
        this.events = events;
        this.prefix = prefix;
        this.grace = spec.grace().plus(extraGrace);
    }

    ChildSpec spec() {
        return spec;
    }

    Path log() {
        return log;
    }

    synchronized void start() {
        spawn();
        Thread.ofPlatform().daemon().name("watch-" + spec.name()).start(this::watch);
    }

    /// Waits until it is ready.
    ///
    /// @throws ChildFailedException where it dies again and again, or is not ready in time
    void awaitReady(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!spec.ready().isReady()) {
            if (hasGivenUp()) {
                throw new ChildFailedException(spec.name(), "does not start", log);
            }
            if (System.nanoTime() > deadline) {
                throw new ChildFailedException(
                        spec.name(), "is not ready after " + patience.toSeconds() + " s", log);
            }
            Thread.sleep(BETWEEN_PROBES);
        }
        synchronized (this) {
            wasReady = true;
            deaths = 0;
        }
    }

    void stop() {
        Process stopped;
        synchronized (this) {
            stopping = true;
            notifyAll();
            stopped = process;
        }
        if (stopped != null
                && stopped.isAlive()
                && !Signals.stop(stopped.toHandle(), spec.stop(), grace)) {
            events.killed(spec.name(), grace);
        }
        pidFile.delete();
    }

    private synchronized boolean hasGivenUp() {
        return !wasReady && deaths >= TRIES;
    }

    private void spawn() {
        spec.beforeStart().run();
        var command = new ArrayList<>(prefix);
        command.addAll(spec.command());
        var builder =
                new ProcessBuilder(command)
                        .directory(spec.directory().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(spec.environment());
        try {
            Process started = builder.start();
            process = started;
            startedAt = System.nanoTime();
            pidDue = true;
            recordPid();
            try (var input = started.getOutputStream()) {
                input.write(spec.input().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended before it read its input: that is told as its death.
            }
            events.started(spec.name(), started.pid());
        } catch (IOException e) {
            throw new UncheckedIOException(spec.name() + " can not be started", e);
        }
    }

    /// Writes down which process it is, where the disk was full when that was due.
    synchronized void recordPid() {
        Process started = process;
        if (!pidDue || started == null) {
            return;
        }
        try {
            pidFile.write(started.toHandle());
            pidDue = false;
        } catch (UncheckedIOException e) {
            // Tried again with the next call: the process itself needs it for nothing.
        }
    }

    private void watch() {
        try {
            while (true) {
                Process watched;
                synchronized (this) {
                    watched = process;
                }
                if (watched == null) {
                    return;
                }
                int code = watched.waitFor();
                if (!startAgain(code)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean startAgain(int code) throws InterruptedException {
        if (stopping) {
            return false;
        }
        if (System.nanoTime() - startedAt > HEALTHY.toNanos()) {
            deaths = 0;
        }
        deaths++;
        events.died(spec.name(), code, pause(deaths));
        while (!hasGivenUp()) {
            waitFor(pause(deaths));
            if (stopping) {
                return false;
            }
            try {
                spawn();
                return true;
            } catch (RuntimeException e) {
                // A full disk, for one: it passes, and nobody else would start it then.
                deaths++;
                events.notStarted(spec.name(), reason(e), pause(deaths));
            }
        }
        return false;
    }

    private void waitFor(Duration pause) throws InterruptedException {
        long until = System.nanoTime() + pause.toNanos();
        for (long left = until - System.nanoTime();
                left > 0 && !stopping;
                left = until - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    static Duration pause(int deaths) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(deaths - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
