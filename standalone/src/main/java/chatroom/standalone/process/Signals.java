package chatroom.standalone.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Stops processes, also those that are no children of this one.
public final class Signals {

    private Signals() {}

    /// Asks a process to stop, waits, kills it if need be.
    ///
    /// @return whether it stopped by itself
    public static boolean stop(ProcessHandle process, ChildSpec.StopSignal signal, Duration grace) {
        ask(process, signal);
        if (gone(process, grace)) {
            return true;
        }
        process.destroyForcibly();
        gone(process, Duration.ofSeconds(5));
        return false;
    }

    private static void ask(ProcessHandle process, ChildSpec.StopSignal signal) {
        if (signal == ChildSpec.StopSignal.TERM) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // No kill on this machine: the plain signal is the next best.
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean gone(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
