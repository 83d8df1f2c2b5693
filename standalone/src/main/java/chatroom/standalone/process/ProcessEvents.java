package chatroom.standalone.process;

import java.time.Duration;

/// What happens to children. Called on any thread.
public interface ProcessEvents {

    /// A process was started, for the first time or again.
    void started(String name, long pid);

    /// A process ended that should not have.
    ///
    /// @param pause until it is started again
    void died(String name, int exitCode, Duration pause);

    /// A process could not be started again, for example because the disk is full.
    ///
    /// @param pause until that is tried again
    void notStarted(String name, String reason, Duration pause);

    /// A process did not stop in time and was killed.
    void killed(String name, Duration grace);
}
