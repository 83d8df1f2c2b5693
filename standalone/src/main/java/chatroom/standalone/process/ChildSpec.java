package chatroom.standalone.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a child process is.
///
/// @param name its name in messages, pid files and logs
/// @param command program and arguments
/// @param environment variables on top of the launcher's own
/// @param input given to its standard input, which is closed then; may be empty
/// @param directory it works in
/// @param beforeStart run before each start, also after it died
/// @param ready tells when it can be used
/// @param stop asks it to stop
/// @param grace how long it may take to stop before it is killed
public record ChildSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        String input,
        Path directory,
        Runnable beforeStart,
        Probe ready,
        StopSignal stop,
        Duration grace) {

    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// How a process is asked to stop.
    public enum StopSignal {
        TERM,
        /// What PostgreSQL takes for "now, but properly"; on TERM it waits for its clients.
        INT
    }
}
