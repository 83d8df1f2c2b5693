package chatroom.bench.load;

import java.util.concurrent.locks.LockSupport;

/// An open loop: messages are due at fixed times, whether or not the server keeps up, and rooms
/// take turns.
public record Pace(int rooms, double perRoomPerSecond) {

    /// Says one message.
    @FunctionalInterface
    public interface Speaker {
        /// @param number of the message, from 0
        /// @param due in nanoseconds of {@link System#nanoTime()}
        void say(long number, long due);
    }

    /// Messages a second in all rooms.
    public double perSecond() {
        return rooms * perRoomPerSecond;
    }

    /// Speaks from one time until another, on this thread.
    ///
    /// @param begin in nanoseconds of {@link System#nanoTime()}
    public void run(long begin, long end, Speaker speaker) {
        double interval = 1e9 / perSecond();
        for (long number = 0; ; number++) {
            long due = begin + (long) (number * interval);
            if (due >= end) {
                return;
            }
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            speaker.say(number, due);
        }
    }

    /// How many messages of such a run are due within a part of it.
    public long due(long begin, long end, long from, long until) {
        double interval = 1e9 / perSecond();
        long count = 0;
        for (long number = 0; ; number++) {
            long due = begin + (long) (number * interval);
            if (due >= end) {
                return count;
            }
            if (due >= from && due < until) {
                count++;
            }
        }
    }
}
