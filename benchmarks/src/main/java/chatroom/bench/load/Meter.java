package chatroom.bench.load;

/// Somebody who measures something else during a window, without being in its way.
@FunctionalInterface
public interface Meter {

    /// Measures nothing.
    Meter NONE = (from, until) -> {};

    /// Returns at once.
    ///
    /// @param from in nanoseconds of {@link System#nanoTime()}
    void watch(long from, long until);
}
