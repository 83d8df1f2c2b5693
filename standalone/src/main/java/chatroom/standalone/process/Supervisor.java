package chatroom.standalone.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Starts children, keeps them alive, stops them.
public final class Supervisor {

    private final Path run;
    private final LogFiles logs;
    private final ProcessEvents events;
    private final Duration extraGrace;
    private final List<String> prefix = ownSession();
    private final Map<String, Child> children = new LinkedHashMap<>();
    private boolean stopped;

    /// @param run where pid files go
    /// @param extraGrace how much longer than theirs children may take to stop
    public Supervisor(Path run, LogFiles logs, ProcessEvents events, Duration extraGrace) {
        this.run = run;
        this.logs = logs;
        this.events = events;
        this.extraGrace = extraGrace;
    }

    /// Starts a child; it is started again whenever it dies. Does nothing once children are being
    /// stopped.
    public void start(ChildSpec spec) {
        Child child;
        synchronized (this) {
            if (stopped) {
                return;
            }
            child =
                    new Child(
                            spec,
                            logs.begin(spec.name()),
                            new PidFile(run.resolve(spec.name() + ".pid")),
                            events,
                            prefix,
                            extraGrace);
            children.put(spec.name(), child);
        }
        child.start();
    }

    /// Waits until a child is ready.
    ///
    /// @throws ChildFailedException where that does not come to pass
    public void awaitReady(String name, Duration patience) throws InterruptedException {
        Child child;
        synchronized (this) {
            child = children.get(name);
        }
        if (child == null) {
            throw new IllegalArgumentException(name + " was not started");
        }
        child.awaitReady(patience);
    }

    /// Writes down which processes the children are, where that could not be done at their start.
    public void recordPids() {
        List<Child> all;
        synchronized (this) {
            all = List.copyOf(children.values());
        }
        all.forEach(Child::recordPid);
    }

    /// Stops these children at once, and waits until they are gone. Names that were not started are
    /// passed over.
    public void stop(Collection<String> names) {
        List<Child> these;
        synchronized (this) {
            stopped = true;
            these =
                    names.stream()
                            .flatMap(name -> Optional.ofNullable(children.get(name)).stream())
                            .toList();
        }
        List<Thread> threads =
                these.stream().map(child -> Thread.ofPlatform().start(child::stop)).toList();
        for (Thread thread : threads) {
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A terminal's Ctrl+C goes to every process of the session in the foreground; children are to
    /// be stopped in order instead, so each gets a session of its own.
    private static List<String> ownSession() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, "setsid"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(setsid -> List.of(setsid.toString()))
                .orElse(List.of());
    }
}
