package chatroom.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// One launcher on one data directory. The system ends the claim with its process, however that
/// dies.
final class OneAtATime implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;

    private OneAtATime(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// Claims the directory; empty where another launcher has it.
    static Optional<OneAtATime> claim(Path run) {
        try {
            FileChannel channel =
                    FileChannel.open(
                            run.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new OneAtATime(channel, lock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives it up.
    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
