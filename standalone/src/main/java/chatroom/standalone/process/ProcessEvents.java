package chatroom.standalone.process;

import java.time.Duration;

/// What happens to children. Called on any thread.
public interface ProcessEvents {

    /// A process was started, for the first time or again.
    void started(String name, long pid);

    /// A process ended that should not have.
    void died(String name, int exitCode);

    /// A process did not stop in time and was killed.
    void killed(String name, Duration grace);
}
